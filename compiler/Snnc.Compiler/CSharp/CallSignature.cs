using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>The parameters with which a network is run, and the text that depends on nothing but them; the same for C# and for native code.</summary>
internal sealed class CallSignature
{
    /// <summary>Gets what a parameter of the network's may not be called.</summary>
    internal static readonly string[] Taken =
    [
        "t", "t0", "steps", "i", "sample", "firstSample", "samples", "nameof", "ready", "inputs", "outputs", "threads", "cancellationToken", "network", "from",
        "count", "status", "given", "taken", "set", "confidence", "every", "start",
    ];

    private readonly TimeBase _time;

    /// <summary>Takes the parameters from a graph.</summary>
    /// <param name="members">The names of the class's members; those of the constants are added.</param>
    public CallSignature(Graph graph, Names members)
    {
        var types = new GraphValues(graph);
        var (time, names) = (graph.Time, members.Inner(Taken));
        _time = time;
        CallParameter Declare(string name, ValueRef value, bool isInput, string? documentation)
        {
            var type = types.TypeOf(value);
            var steps = type.Kind == ValueKind.Frame ? 1 : time.Steps ?? 1;
            var timed = type.Kind != ValueKind.Frame && time.Steps is not null ? $", one after the other for {steps} steps" : "";
            return new CallParameter(
                names.Local(name), value, type, isInput, type.Shape.Size * steps, members.Constant($"{name}_length"),
                $"{type}{timed}.{(documentation is { } text ? $" {text}" : "")}");
        }

        Inputs = graph.Nodes.Where(node => node.Op is InputOp)
            .Select(node => Declare(node.Name, new ValueRef(node.Name), true, node.Documentation)).ToList();
        Outputs = graph.Outputs.Select(output => Declare(output.Name, output.Value, false, output.Documentation)).ToList();
    }

    public IReadOnlyList<CallParameter> Inputs { get; }

    public IReadOnlyList<CallParameter> Outputs { get; }

    public IEnumerable<CallParameter> All => Inputs.Concat(Outputs);

    /// <summary>The arrays <c>inputs</c> and <c>outputs</c> as arguments.</summary>
    public IEnumerable<string> ArrayArguments => Inputs.Select((_, i) => $"inputs[{i}]")
        .Concat(Outputs.Select((output, i) => $"({output.Element}[])outputs[{i}]"));

    /// <summary>Spans as parameters, with others after them.</summary>
    public string Spans(params string[] more) => string.Join(", ", All.Select(p => p.AsSpan).Concat(more));

    /// <summary>The constants that say how long an inference is, a step, and the spans.</summary>
    public void EmitConstants(CodeWriter writer)
    {
        if (_time.Steps is { } steps)
        {
            writer.Summary("The steps of an inference.");
            writer.Line($"public const int Steps = {steps};");
            writer.Line();
        }

        if (_time.StepSeconds is { } seconds)
        {
            writer.Summary("How long a step is, in seconds.");
            writer.Line($"public const double StepSeconds = {Literal.Of(seconds)};");
            writer.Line();
        }

        foreach (var parameter in All)
        {
            writer.Summary($"The elements of {parameter.Name.TrimStart('@')} {(_time.IsStream ? "in a step" : "for an inference")}.");
            writer.Line($"public const int {parameter.LengthConstant} = {parameter.Length};");
            writer.Line();
        }
    }

    /// <summary>What documents the parameters.</summary>
    public void EmitDocs(CodeWriter writer)
    {
        foreach (var parameter in All)
        {
            writer.Param(parameter.Name, $"{parameter.Documentation}");
        }
    }

    /// <summary>Checks of all lengths.</summary>
    public void EmitChecks(CodeWriter writer, string factor = "") => writer.Lines(All.Select(p => p.Check(factor)));

    /// <summary>The head of an inference that may end early; its block is left open.</summary>
    /// <param name="answer">The scores that are looked at.</param>
    public void OpenUntil(CodeWriter writer, Output answer)
    {
        writer.Gap();
        writer.Summary(
            $"One inference that ends as soon as the network is sure: where the softmax of {answer.Name} gives its largest element at least the confidence. "
            + "Outputs are those of a network with so many steps; of later steps they are 0.");
        writer.Param("confidence", "From 0 to 1; above 1 all steps are run.");
        writer.Param("every", "How many steps lie between looks, at least 1.");
        EmitDocs(writer);
        EmitSampleDoc(writer);
        writer.Line("/// <returns>The steps that were run.</returns>");
        writer.Open($"public int RunUntil(float confidence, int every, {Spans("long sample = 0")})");
        writer.Line("ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);");
        EmitChecks(writer);
    }

    /// <summary>The same as INetwork has it.</summary>
    public void EmitUntilOverArrays(CodeWriter writer)
    {
        writer.Gap();
        writer.Line("int INetwork.RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs) =>");
        writer.Line($"    RunUntil({string.Join(", ", ArrayArguments.Prepend("every").Prepend("confidence").Append("sample"))});");
    }

    /// <summary>What documents the sample of an inference.</summary>
    public static void EmitSampleDoc(CodeWriter writer) =>
        writer.Param("sample", "Its index in the data, which random encoders and noise count from.");

    /// <summary>The head of a batch on the caller's thread; its block is left open.</summary>
    public void OpenBatch(CodeWriter writer, string summary)
    {
        writer.Gap();
        writer.Summary($"{summary}; the first axis of every span is the sample. An output that is left out is not given.");
        writer.Param("samples", "How many.");
        EmitDocs(writer);
        writer.Param("firstSample", "The index of the first in the data.");
        writer.Open($"public void RunBatch(int samples, {Spans("long firstSample = 0")})");
        EmitChecks(writer, "(long)samples * ");
    }

    /// <summary>A batch as INetwork has it, from where the caller's samples lie and to where they go.</summary>
    public void EmitBatchOverArrays(CodeWriter writer)
    {
        string Samples(string array, CallParameter p) => $"{array}.AsSpan(from * {p.Length}, (to - from) * {p.Length})";
        var arguments = Inputs.Select((input, i) => Samples($"inputs[{i}]", input))
            .Concat(Outputs.Select((output, i) => Samples($"(({output.Element}[])outputs[{i}])", output)))
            .Prepend("to - from").Append("firstSample + from");
        writer.Gap();
        writer.Line("void INetwork.RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs) =>");
        writer.Line($"    RunBatch({string.Join(", ", arguments)});");
    }

    /// <summary>The samples one after the other.</summary>
    public void EmitSamples(CodeWriter writer)
    {
        writer.Open("for (var i = 0; i < samples; i++)");
        writer.Line($"Run({string.Join(", ", All.Select(p => p.Part(p.Name, "i", "1")).Append("firstSample + i"))});");
        writer.Close();
    }

    /// <summary>A batch on several threads, and the clones that it needs.</summary>
    public void EmitThreads(CodeWriter writer, string team)
    {
        writer.Gap();
        writer.Summary("Inferences on several threads, each with a clone that is kept for the next batch; what they give does not depend on the threads.");
        writer.Param("samples", "How many.");
        writer.Param("threads", "At most so many; 0 for one per processor.");
        EmitDocs(writer);
        writer.Param("firstSample", "The index of the first in the data.");
        writer.Param("cancellationToken", "Ends the batch between samples.");
        writer.Exception("OperationCanceledException", "It was cancelled: some outputs are written, others not.");
        writer.Line("public void RunBatch(");
        var parameters = All.Select(p => p.AsMemory).Append("long firstSample = 0").Append("CancellationToken cancellationToken = default");
        writer.Line($"    int samples, int threads, {string.Join(", ", parameters)})");
        writer.Open();
        EmitChecks(writer, "(long)samples * ");
        var parts = All.Select(p => p.Part($"{p.Name}.Span", "from", "count")).Append("firstSample + from");
        writer.Line($"{team}.Run(");
        writer.Line($"    this, samples, threads, (network, from, count) => network.RunBatch(count, {string.Join(", ", parts)}), cancellationToken);");
        writer.Close();
    }
}
