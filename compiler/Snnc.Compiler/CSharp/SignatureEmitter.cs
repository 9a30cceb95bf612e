using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits how the network is called: Run and RunBatch, or Step of a stream, with a span for each input and output; and the same over arrays.
/// </summary>
internal sealed class SignatureEmitter
{
    private readonly EmitContext _context;
    private readonly KeptEmitter _kept;
    private readonly List<Parameter> _inputs;
    private readonly List<Parameter> _outputs;

    public SignatureEmitter(EmitContext context)
    {
        _context = context;
        _kept = new KeptEmitter(context);
        var names = context.Members.Inner("t", "t0", "steps", "i", "sample", "firstSample", "samples", "nameof", "ready", "inputs", "outputs");
        _inputs = context.Plan.Graph.Nodes.Where(node => node.Op is InputOp).Select(node =>
            new Parameter(names.Local(node.Name), new ValueRef(node.Name), node.Type, node.Documentation, Length(node.Type))).ToList();
        var types = new GraphValues(context.Plan.Graph);
        _outputs = context.Plan.Graph.Outputs.Select(output =>
        {
            var type = types.TypeOf(output.Value);
            return new Parameter(names.Local(output.Name), output.Value, type, output.Documentation, Length(type));
        }).ToList();
    }

    private TimeBase Time => _context.Time;

    public void Emit(CodeWriter writer)
    {
        if (Time.IsStream)
        {
            EmitStep(writer);
        }
        else
        {
            EmitRun(writer);
            EmitRunBatch(writer);
        }
    }

    /// <summary>Emits INetwork's members that the class does not show.</summary>
    public void EmitInterface(CodeWriter writer)
    {
        var arguments = string.Join(", ", _inputs.Select((input, i) => $"inputs[{i}]")
            .Concat(_outputs.Select((output, i) => $"({output.Element}[])outputs[{i}]")));
        writer.Gap();
        writer.Open("void INetwork.Run(long sample, float[][] inputs, Array[] outputs)");
        writer.Line(Time.IsStream
            ? "throw new InvalidOperationException(\"A stream runs step by step.\");"
            : $"Run({arguments}{(arguments.Length > 0 ? ", " : "")}sample);");
        writer.Close();
        if (IsBatched)
        {
            string Samples(string array, Parameter p) => $"{array}.AsSpan(from * {p.Length}, (to - from) * {p.Length})";
            var spans = _inputs.Select((input, i) => Samples($"inputs[{i}]", input))
                .Concat(_outputs.Select((output, i) => Samples($"(({output.Element}[])outputs[{i}])", output)));
            writer.Gap();
            writer.Line("void INetwork.RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs) =>");
            writer.Line($"    RunBatch(to - from, {string.Join(", ", spans)}, firstSample + from);");
        }

        writer.Gap();
        writer.Open("bool INetwork.Step(float[][] inputs, Array[] outputs, Span<bool> ready)");
        if (Time.IsStream)
        {
            writer.Line("var t = _step;");
            writer.Line($"var any = Step({arguments});");
            writer.Lines(_outputs.Select((output, i) => $"ready[{i}] = {Ready(output)};"));
            writer.Line("return any;");
        }
        else
        {
            writer.Line("throw new InvalidOperationException(\"Only a stream runs step by step.\");");
        }

        writer.Close();
    }

    // Elements per inference, or per step of a stream.
    private long Length(Ir.ValueType type) => type.Kind != ValueKind.Frame && Time.Steps is { } steps ? type.Shape.Size * steps : type.Shape.Size;

    private void EmitRun(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary("One inference; states start anew.");
        EmitParameterDocs(writer);
        writer.Param("sample", "Its index in the data, which random encoders and noise count from.");
        writer.Open($"public void Run({Parameters("long sample = 0")})");
        EmitChecks(writer);
        writer.Line("Reset();");
        var stages = _context.Plan.Stages;
        if (IsBatched)
        {
            writer.Line("const int t0 = 0, steps = 1;");
            EmitTile(writer, stages[0], 0);
            writer.Close();
            return;
        }

        for (var stage = 0; stage < stages.Count; stage++)
        {
            EmitRunStage(writer, stages[stage], stage);
        }

        writer.Lines(_outputs.Where(output => output.Type.Kind == ValueKind.Frame).Select(output => $"{Field(output)}.CopyTo({output.Name});"));
        writer.Close();
    }

    private void EmitRunStage(CodeWriter writer, PlanStage stage, int index)
    {
        var inputs = _inputs.Where(input => _context.Layout.StageOf(input.Value.Node) == index);
        if (!stage.IsLoop)
        {
            writer.Lines(inputs.Select(input => $"{input.Name}.CopyTo({Field(input)});"));
            writer.Line($"{StageEmitter.MethodOf(index)}();");
            return;
        }

        if (_context.Layout.IsTiledLoop(index))
        {
            EmitRunTiles(writer, stage, index);
            return;
        }

        writer.Open("for (var t = 0; t < Steps; t++)");
        writer.Lines(inputs.Select(input => $"{input.Name}.Slice(t * {input.Size}, {input.Size}).CopyTo({Field(input)});"));
        writer.Line($"{StageEmitter.MethodOf(index)}(t, sample);");
        writer.Lines(_outputs.Where(output => output.Type.Kind != ValueKind.Frame && _context.Layout.StageOf(output.Value.Node) == index)
            .Select(output => $"{Field(output)}.CopyTo({output.Name}.Slice(t * {output.Size}, {output.Size}));"));
        writer.Close();
    }

    // Frames are shown without a step.
    private string FirstStep => IsBatched ? "-1" : "t0";

    private bool IsBatched => _context.Plan.Samples > 1;

    private void EmitRunTiles(CodeWriter writer, PlanStage stage, int index, string count = "Steps")
    {
        writer.Open($"for (var t0 = 0; t0 < {count}; t0 += {stage.TileSteps})");
        writer.Line($"var steps = Math.Min({stage.TileSteps}, {count} - t0);");
        EmitTile(writer, stage, index);
        writer.Close();
    }

    private void EmitTile(CodeWriter writer, PlanStage stage, int index)
    {
        foreach (var input in _inputs.Where(input => _context.Layout.StageOf(input.Value.Node) == index))
        {
            var x = $"{input.Name}.Slice(t0 * {input.Size}, steps * {input.Size})";
            writer.Lines(_kept.Take(_context.Layout.PlanOf(input.Value.Node), x));
            writer.Line($"StepObservation.Values(Observer, {PlaceOf(input.Value.Node)}, {FirstStep}, {x}, {input.Size});");
        }

        writer.Line($"{StageEmitter.MethodOf(index)}({FirstStep}, steps, sample);");
        var given = _outputs.Where(output => IsBatched || output.Type.Kind != ValueKind.Frame);
        foreach (var output in given.Where(output => _context.Layout.StageOf(output.Value.Node) == index))
        {
            EmitTileOutput(writer, output, index);
        }
    }

    private void EmitTileOutput(CodeWriter writer, Parameter output, int stage)
    {
        var layout = _context.Layout;
        if (layout.SourceOf(output.Value).Stage == stage)
        {
            writer.Line($"{layout.KeptOf(output.Value)!.Natural}.CopyTo({output.Name}.Slice(t0 * {output.Size}, steps * {output.Size}));");
            return;
        }

        writer.Open("for (var t = t0; t < t0 + steps; t++)");
        var value = new Operand(layout.Read(output.Value, layout.SiteOf(output.Value.Node)), output.Type);
        writer.Line(value.CopyTo($"{output.Name}.Slice(t * {output.Size}, {output.Size})"));
        writer.Close();
    }

    private int PlaceOf(string node) =>
        _context.Plan.Graph.Nodes.Select((other, place) => (other.Name, place)).First(pair => pair.Name == node).place;

    private void EmitRunBatch(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary(IsBatched ? "Several inferences; the first axis of every span is the sample."
            : "Inferences one after the other; the first axis of every span is the sample.");
        writer.Param("samples", "How many.");
        EmitParameterDocs(writer);
        writer.Param("firstSample", "The index of the first in the data.");
        writer.Open($"public void RunBatch(int samples, {Parameters("long firstSample = 0")})");
        writer.Lines(_inputs.Concat(_outputs).Select(p => $"Check({p.Name}.Length, (long)samples * {p.Length}, nameof({p.Name}));"));
        if (IsBatched)
        {
            writer.Open("if (Observer is null)");
            writer.Line("Reset();");
            writer.Line("var sample = firstSample;");
            EmitRunTiles(writer, _context.Plan.Stages[0], 0, "samples");
            writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        writer.Open("for (var i = 0; i < samples; i++)");
        var slices = _inputs.Concat(_outputs).Select(p => $"{p.Name}.Slice(i * {p.Length}, {p.Length})").Append("firstSample + i");
        writer.Line($"Run({string.Join(", ", slices)});");
        writer.Close();
        writer.Close();
    }

    private void EmitStep(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary(
            "One step of the stream; states live on until Reset. Signals and spikes are given in every step, frames at the end of their window.");
        EmitParameterDocs(writer);
        writer.Line("/// <returns>Whether any output was written.</returns>");
        writer.Open($"public bool Step({Parameters()})");
        EmitChecks(writer);
        writer.Line("var t = _step;");
        writer.Lines(_inputs.Select(input => $"{input.Name}.CopyTo({Field(input)});"));
        writer.Lines(_context.Plan.Stages.Select((stage, index) => $"{StageEmitter.MethodOf(index)}(t{(stage.IsLoop ? ", 0" : "")});"));
        foreach (var output in _outputs)
        {
            var copy = $"{Field(output)}.CopyTo({output.Name});";
            EmitGuarded(writer, Ready(output), copy);
        }

        writer.Line("_step++;");
        var ready = _outputs.Select(Ready).Distinct().ToList();
        writer.Line($"return {(ready.Contains("true") ? "true" : ready.Count == 0 ? "false" : string.Join(" || ", ready))};");
        writer.Close();
    }

    private static void EmitGuarded(CodeWriter writer, string condition, string statement)
    {
        if (condition == "true")
        {
            writer.Line(statement);
            return;
        }

        writer.Open($"if ({condition})");
        writer.Line(statement);
        writer.Close();
    }

    private string Ready(Parameter output) => _context.Layout.WindowOf(output.Value) is { } every ? StageEmitter.EndOf(every) : "true";

    private string Field(Parameter parameter) => _context.Layout.StorageOf(parameter.Value).Values;

    private void EmitChecks(CodeWriter writer) =>
        writer.Lines(_inputs.Concat(_outputs).Select(p => $"Check({p.Name}.Length, {p.Length}, nameof({p.Name}));"));

    private string Parameters(params string[] more) => string.Join(", ", _inputs.Select(input => $"ReadOnlySpan<float> {input.Name}")
        .Concat(_outputs.Select(output => $"Span<{output.Element}> {output.Name}")).Concat(more));

    private void EmitParameterDocs(CodeWriter writer)
    {
        foreach (var parameter in _inputs.Concat(_outputs))
        {
            var steps = parameter.Type.Kind != ValueKind.Frame && Time.Steps is { } count ? $", one after the other for {count} steps" : "";
            var documentation = parameter.Documentation is { } text ? $" {text}" : "";
            writer.Param(parameter.Name, $"{parameter.Type}{steps}.{documentation}");
        }
    }

    /// <summary>An input or output as a parameter.</summary>
    private sealed record Parameter(string Name, ValueRef Value, Ir.ValueType Type, string? Documentation, long Length)
    {
        public string Element => Type.Element == ElementType.Int ? "long" : "float";

        public long Size => Type.Shape.Size;
    }
}
