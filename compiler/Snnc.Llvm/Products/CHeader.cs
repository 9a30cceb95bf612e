using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Products;

/// <summary>Prints the C header (C99, C++) of a network's native code.</summary>
internal sealed class CHeader
{
    private readonly StringBuilder _text = new();
    private readonly NativeApi _api;

    private CHeader(NativeApi api) => _api = api;

    private string Name => _api.Name;

    private string Type => _api.TypeName;

    private Graph Graph => _api.Graph;

    /// <summary>The text; lines end in <c>\n</c>.</summary>
    /// <param name="instanceSize">The bytes of an instance.</param>
    /// <param name="weightsSize">The bytes of the weights.</param>
    public static string Print(NativeApi api, long instanceSize, long weightsSize, int alignment, string triple)
    {
        var header = new CHeader(api);
        header.Print(instanceSize, weightsSize, alignment, triple);
        return header._text.ToString();
    }

    private void Print(long instanceSize, long weightsSize, int alignment, string triple)
    {
        var guard = $"SNNC_{Name}_H";
        Line($"/* The network {Graph.Name}, compiled by snnc for {triple}. */");
        Comment(Graph.Documentation);
        Line($"#ifndef {guard}");
        Line($"#define {guard}");
        Line();
        Line("#include <stdint.h>");
        Line();
        Line("#ifdef __cplusplus");
        Line("extern \"C\" {");
        Line("#endif");
        Line();
        PrintArrays();
        PrintMemory(instanceSize, weightsSize, alignment);
        PrintCalls();
        PrintStates();
        PrintActivity();
        PrintObserver();
        Line("#ifdef __cplusplus");
        Line("}");
        Line("#endif");
        Line();
        Line("#endif");
    }

    // Where an array stands among the others, and how many elements of it one call takes or gives.
    private void PrintArrays()
    {
        var step = Graph.Time.StepSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" of {seconds:R} s") : "";
        if (Graph.Time.Steps is { } steps)
        {
            Line($"/* An inference has so many steps{step}. */");
            Line($"#define {Name}_STEPS {steps}");
            Line();
        }
        else if (Graph.Time.IsStream && step != "")
        {
            Line($"/* A stream: a call is a step{step}. */");
            Line();
        }

        PrintArrays("IN", "inputs[k] points to", _api.Inputs);
        PrintArrays("OUT", "outputs[k] points to room for", _api.Outputs);
    }

    private void PrintArrays(string kind, string place, IReadOnlyList<NativeArray> arrays)
    {
        var taken = new HashSet<string> { $"{Name}_{kind}_COUNT" };
        for (var k = 0; k < arrays.Count; k++)
        {
            var (array, symbol) = (arrays[k], Symbol($"{Name}_{kind}_{NativeApi.NameOf(arrays[k].Name)}", taken));
            var steps = array.Steps > 1 ? $", one after the other for {array.Steps} steps" : "";
            var every = array.Every is > 1 ? $", ready after every {array.Every} steps" : "";
            var element = kind == "OUT" && array.IsInt ? "int64_t" : "float";
            Line($"/* {place.Replace("[k]", $"[{k}]")} {array.Length} {element}: {array.Name}, {array.Type}{steps}{every}. */");
            Comment(array.Documentation);
            Line($"#define {symbol} {k}");
            Line($"#define {symbol}_LENGTH {array.Length}");
        }

        Line($"#define {Name}_{kind}_COUNT {arrays.Count}");
        Line();
    }

    // An array may be called as what is said of another one: COUNT, or x_LENGTH beside x.
    private static string Symbol(string name, HashSet<string> taken)
    {
        var symbol = name;
        for (var n = 2; taken.Contains(symbol) || taken.Contains($"{symbol}_LENGTH"); n++)
        {
            symbol = $"{name}_{n}";
        }

        taken.UnionWith([symbol, $"{symbol}_LENGTH"]);
        return symbol;
    }

    private void PrintMemory(long instanceSize, long weightsSize, int alignment)
    {
        Line("/* States and buffers of one run at a time: for one thread. Several instances share code and weights. */");
        Line($"typedef struct {Type} {Type};");
        Line();
        Line("/* Bytes of an instance, of the weights, and the alignment of both. */");
        Line($"#define {Name}_SIZE {instanceSize}");
        Line($"#define {Name}_WEIGHTS_SIZE {weightsSize}");
        Line($"#define {Name}_ALIGNMENT {alignment}");
        Line($"int64_t {Name}_size(void);");
        Line();
        if (_api.EmbedsWeights)
        {
            Line($"extern const unsigned char {Name}_weights[{Name}_WEIGHTS_SIZE];");
            Line();
        }

        if (_api.IsHosted)
        {
            Line($"/* Makes an instance, reset; NULL where there is no memory for it.{(_api.EmbedsWeights ? "" : " The weights must outlive it.")} */");
            Line($"{Type} *{Name}_create({(_api.EmbedsWeights ? "void" : "const void *weights")});");
            Line($"/* Frees what {Name}_create made; NULL is allowed. */");
            Line($"void {Name}_free({Type} *network);");
            Line();
        }

        Line($"/* Makes {Name}_SIZE aligned bytes of the caller an instance, reset: no heap is used. The weights are {WeightsHint()}. */");
        Line($"void {Name}_init({Type} *memory, const void *weights);");
        Line();
    }

    private string WeightsHint() => _api.EmbedsWeights ? $"{Name}_weights" : $"the bytes of {Name}.weights, aligned; they must outlive it";

    private void PrintCalls()
    {
        if (Graph.Time.IsStream)
        {
            Line("/* One step. ready[k] becomes 1 where output k was written, else 0. Returns 1 if any was, 0 if none, -1 if a value is out of the");
            Line("   range of an operator, as an index into an embedding. */");
            Line($"int32_t {Name}_step({Type} *network, const float *const *inputs, void *const *outputs, uint8_t *ready);");
            Line();
            return;
        }

        Line("/* One inference from reset states. sample is its index in the data, which random encoders and noise count from. Returns 0, or 1 if a value");
        Line("   is out of the range of an operator, as an index into an embedding. */");
        Line($"int32_t {Name}_run({Type} *network, int64_t sample, const float *const *inputs, void *const *outputs);");
        PrintRunUntil();
        Line("/* Inferences one after the other: the first axis of every array is the sample. Returns 1 if any of them does. */");
        Line($"int32_t {Name}_run_batch({Type} *network, int64_t first_sample, int64_t samples, const float *const *inputs, void *const *outputs);");
        Line();
        PrintParallel();
    }

    private void PrintRunUntil()
    {
        if (_api.Answer is not { } answer)
        {
            return;
        }

        Line($"/* One inference that ends as soon as the network is sure: where the softmax of {answer.Name} gives its largest element at least the");
        Line("   confidence, from 0 to 1; above 1 all steps are run. It is looked at after every so many steps, at least 1. Outputs are those of a network");
        Line("   with so many steps; of later steps they are 0. Returns the steps that were run, or -1 if a value is out of the range of an operator. */");
        Line($"int32_t {Name}_run_until(");
        Line($"    {Type} *network, float confidence, int32_t every, int64_t sample, const float *const *inputs, void *const *outputs);");
    }

    private void PrintParallel()
    {
        if (!_api.IsShared)
        {
            return;
        }

        Line("/* Runs some of the pieces of a job: from the first to the one before the last. Results do not depend on who runs which. */");
        Line($"typedef void (*{Name}_part)(void *job, int64_t first, int64_t last);");
        Line("/* Calls part so that each of the pieces 0 to count - 1 is run once, on as many threads as it likes, and returns when all are done.");
        Line("   is_long is 1 where that pays for threads that sleep and must be woken. */");
        Line($"typedef void (*{Name}_parallel)(void *context, {Name}_part part, void *job, int64_t count, int32_t is_long);");
        Line("/* From here on run and run_batch have the work of large layers shared by parallel, which is given context; NULL ends that. */");
        Line($"void {Name}_set_parallel({Type} *network, {Name}_parallel parallel, void *context);");
        Line();
    }

    private void PrintStates()
    {
        Line($"/* Sets all states to their initial values{(Graph.Time.IsStream ? " and the time to its start" : "; every inference begins with it")}. */");
        Line($"void {Name}_reset({Type} *network);");
        Line();
        Line("/* All states, to go on from later: save writes, and load reads, state_size bytes; they fit this very build of the network alone. */");
        Line($"int64_t {Name}_state_size(void);");
        Line($"void {Name}_save(const {Type} *network, void *states);");
        Line($"void {Name}_load({Type} *network, const void *states);");
        Line();
    }

    private void PrintActivity()
    {
        if (_api.Counted.Count == 0)
        {
            return;
        }

        Line("/* The connections whose kernels were chosen by what share of their inputs was expected not to be 0. */");
        for (var k = 0; k < _api.Counted.Count; k++)
        {
            var (node, planned) = (_api.Counted[k].Node, _api.Counted[k].Density!.Value.ToString("0.####", CultureInfo.InvariantCulture));
            Line($"/* {k}: {node.Name} reads {node.Inputs[0].Node}, planned for {planned}. */");
        }

        Line($"#define {Name}_ACTIVITY_COUNT {_api.Counted.Count}");
        Line("/* shares[k] becomes the share that was not 0 in the first runs, and then in one of many; NaN where none was counted yet. */");
        Line($"void {Name}_activity(const {Type} *network, double *shares);");
        Line();
    }

    private void PrintObserver()
    {
        if (!_api.IsObserved)
        {
            return;
        }

        Line("/* The nodes and states that are shown, in C order. */");
        for (var k = 0; k < Graph.Nodes.Count; k++)
        {
            var node = Graph.Nodes[k];
            string Elements(ElementType element) => $"{node.Type.Shape.Size} {(element == ElementType.Int ? "int64_t" : "float")}";
            var states = node.Op is NeuronOp neuron ? neuron.States.Select((state, i) => $"{i} {state.Name}, {Elements(state.Element)}") : [];
            Line($"/* {k}: {node.Name}, {Elements(node.Type.Element)}{string.Concat(states.Select(state => $"; state {state}"))}. */");
        }

        Line("/* A node has its values (state -1), or a state its value, in a step; of a frame the step is -1. values are the network's own. */");
        Line($"typedef void (*{Name}_observer)(void *context, int64_t node, int64_t state, int64_t step, const void *values);");
        Line("/* From here on all nodes are shown to observer, which is given context; NULL ends that. */");
        Line($"void {Name}_set_observer({Type} *network, {Name}_observer observer, void *context);");
        Line();
    }

    private void Comment(string? documentation)
    {
        if (documentation is not null)
        {
            Line($"/* {documentation.Replace("\r", "").Replace("*/", "* /").Replace("/*", "/ *").Trim().Replace("\n", "\n   ").Replace("   \n", "\n")} */");
        }
    }

    private void Line(string line = "") => _text.Append(line).Append('\n');
}
