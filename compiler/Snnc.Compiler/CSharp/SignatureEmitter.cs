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
    private readonly CallSignature _call;

    public SignatureEmitter(EmitContext context, CallSignature call)
    {
        _context = context;
        _kept = new KeptEmitter(context);
        _call = call;
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
        var arguments = string.Join(", ", _call.ArrayArguments);
        writer.Gap();
        writer.Open("void INetwork.Run(long sample, float[][] inputs, Array[] outputs)");
        writer.Line(Time.IsStream
            ? "throw new InvalidOperationException(\"A stream runs step by step.\");"
            : $"Run({arguments}{(arguments.Length > 0 ? ", " : "")}sample);");
        writer.Close();
        if (_context.Answer is not null)
        {
            _call.EmitUntilOverArrays(writer);
        }

        if (!Time.IsStream)
        {
            _call.EmitBatchOverArrays(writer);
        }

        writer.Gap();
        writer.Open("bool INetwork.Step(float[][] inputs, Array[] outputs, Span<bool> ready)");
        if (Time.IsStream)
        {
            writer.Line("var t = _step;");
            writer.Line($"var any = Step({arguments});");
            writer.Lines(_call.Outputs.Select((output, i) => $"ready[{i}] = {Ready(output)};"));
            writer.Line("return any;");
        }
        else
        {
            writer.Line("throw new InvalidOperationException(\"Only a stream runs step by step.\");");
        }

        writer.Close();
    }

    private void EmitRun(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary("One inference; states start anew. An output that is left out is not given.");
        _call.EmitDocs(writer);
        CallSignature.EmitSampleDoc(writer);
        writer.Open($"public void Run({_call.Spans("long sample = 0")})");
        if (_context.Answer is { } answer)
        {
            writer.Line($"RunUntil(float.PositiveInfinity, Steps, {string.Join(", ", _call.All.Select(p => p.Name).Append("sample"))});");
            writer.Close();
            EmitRunUntil(writer, answer);
            return;
        }

        _call.EmitChecks(writer);
        writer.Line("Reset();");
        var stages = _context.Plan.Stages;
        if (IsBatched)
        {
            writer.Line("const int t0 = 0, steps = 1;");
            EmitTile(writer, stages[0], 0);
            writer.Close();
            return;
        }

        EmitStages(writer, 0, stages.Count);
        EmitFrames(writer);
        writer.Close();
    }

    private void EmitFrames(CodeWriter writer) =>
        writer.Lines(_call.Outputs.Where(output => output.Type.Kind == ValueKind.Frame).Select(output => Give(output, output.Name)));

    // The loop in pieces, with the frames that come of it after each piece that is looked at.
    private void EmitRunUntil(CodeWriter writer, Output answer)
    {
        _call.OpenUntil(writer, answer);
        writer.Line("Reset();");
        var (stages, loop) = (_context.Plan.Stages, _context.Plan.Stages.ToList().FindIndex(stage => stage.IsLoop));
        EmitStages(writer, 0, loop);
        writer.Line($"{EmitContext.End} = 0;");
        writer.Open("do");
        writer.Line($"var start = {EmitContext.End};");
        writer.Line($"{EmitContext.End} = confidence > 1 ? Steps : Math.Min(start + every, Steps);");
        EmitStages(writer, loop, stages.Count);
        writer.Close();
        writer.Line($"while ({EmitContext.End} < Steps && !(Confidence.Of({_context.Layout.StorageOf(answer.Value).Values}) >= confidence));");
        writer.Line();
        EmitFrames(writer);
        writer.Lines(_call.Outputs.Where(output => output.Type.Kind != ValueKind.Frame)
            .Select(output => $"Spans.Part({output.Name}, {EmitContext.End}, Steps - {EmitContext.End}, {output.Size}).Clear();"));
        writer.Line($"return {EmitContext.End};");
        writer.Close();
    }

    private void EmitStages(CodeWriter writer, int from, int to)
    {
        for (var stage = from; stage < to; stage++)
        {
            EmitRunStage(writer, _context.Plan.Stages[stage], stage);
        }
    }

    // The steps of the loop that runs now.
    private (string First, string End) Piece => _context.Answer is null ? ("0", "Steps") : ("start", EmitContext.End);

    private void EmitRunStage(CodeWriter writer, PlanStage stage, int index)
    {
        var inputs = _call.Inputs.Where(input => _context.Layout.StageOf(input.Value.Node) == index);
        if (!stage.IsLoop)
        {
            writer.Lines(inputs.Select(input => $"{input.Name}.CopyTo({Field(input)});"));
            writer.Line($"{StageEmitter.MethodOf(index)}();");
            return;
        }

        if (_context.Layout.IsTiledLoop(index))
        {
            EmitRunTiles(writer, stage, index, Piece);
            return;
        }

        writer.Open($"for (var t = {Piece.First}; t < {Piece.End}; t++)");
        writer.Lines(inputs.Select(input => $"{input.Name}.Slice(t * {input.Size}, {input.Size}).CopyTo({Field(input)});"));
        writer.Line($"{StageEmitter.MethodOf(index)}(t, sample);");
        writer.Lines(_call.Outputs.Where(output => output.Type.Kind != ValueKind.Frame && _context.Layout.StageOf(output.Value.Node) == index)
            .Select(output => Give(output, $"Spans.Part({output.Name}, t, 1, {output.Size})")));
        writer.Close();
    }

    // Frames are shown without a step.
    private string FirstStep => IsBatched ? "-1" : "t0";

    private bool IsBatched => _context.Plan.Samples > 1;

    private void EmitRunTiles(CodeWriter writer, PlanStage stage, int index, (string First, string End) piece)
    {
        var resting = new RestingEmitter(_context);
        writer.Lines(resting.Begin(stage.Nodes, piece.First));
        writer.Open($"for (var t0 = {piece.First}; t0 < {piece.End}; t0 += {stage.TileSteps})");
        writer.Line($"var steps = Math.Min({stage.TileSteps}, {piece.End} - t0);");
        EmitTile(writer, stage, index);
        writer.Close();
        writer.Lines(resting.End(stage.Nodes, piece.End));
    }

    private void EmitTile(CodeWriter writer, PlanStage stage, int index)
    {
        foreach (var input in _call.Inputs.Where(input => _context.Layout.StageOf(input.Value.Node) == index))
        {
            var x = $"{input.Name}.Slice(t0 * {input.Size}, steps * {input.Size})";
            writer.Lines(_kept.Take(_context.Layout.PlanOf(input.Value.Node), x));
            writer.Line($"StepObservation.Values(Observer, {PlaceOf(input.Value.Node)}, {FirstStep}, {x}, {input.Size});");
        }

        writer.Line($"{StageEmitter.MethodOf(index)}({FirstStep}, steps, sample);");
        var given = _call.Outputs.Where(output => IsBatched || output.Type.Kind != ValueKind.Frame);
        foreach (var output in given.Where(output => _context.Layout.StageOf(output.Value.Node) == index))
        {
            EmitTileOutput(writer, output, index);
        }
    }

    private void EmitTileOutput(CodeWriter writer, CallParameter output, int stage)
    {
        var layout = _context.Layout;
        if (layout.SourceOf(output.Value).Stage == stage)
        {
            writer.Line($"{layout.KeptOf(output.Value)!.Natural}.CopyTo(Spans.Part({output.Name}, t0, steps, {output.Size}));");
            return;
        }

        writer.Open($"for (var t = t0; t < t0 + steps && !{output.Name}.IsEmpty; t++)");
        var value = new Operand(layout.Read(output.Value, layout.SiteOf(output.Value.Node)), output.Type);
        writer.Line(value.CopyTo($"{output.Name}.Slice(t * {output.Size}, {output.Size})"));
        writer.Close();
    }

    private int PlaceOf(string node) =>
        _context.Plan.Graph.Nodes.Select((other, place) => (other.Name, place)).First(pair => pair.Name == node).place;

    private void EmitRunBatch(CodeWriter writer)
    {
        _call.OpenBatch(writer, IsBatched ? "Several inferences" : "Inferences one after the other");
        if (IsBatched)
        {
            writer.Open("if (Observer is null)");
            writer.Line("Reset();");
            writer.Line("var sample = firstSample;");
            EmitRunTiles(writer, _context.Plan.Stages[0], 0, ("0", "samples"));
            writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        _call.EmitSamples(writer);
        writer.Close();
        _call.EmitThreads(writer, LoadingEmitter.Team);
    }

    private void EmitStep(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary(
            "One step of the stream; states live on until Reset. Signals and spikes are given in every step, frames at the end of their window; an output that "
            + "is left out is not given.");
        _call.EmitDocs(writer);
        writer.Line("/// <returns>Whether any output is ready.</returns>");
        writer.Open($"public bool Step({_call.Spans()})");
        _call.EmitChecks(writer);
        writer.Line("var t = _step;");
        writer.Lines(_call.Inputs.Select(input => $"{input.Name}.CopyTo({Field(input)});"));
        writer.Lines(_context.Plan.Stages.Select((stage, index) => $"{StageEmitter.MethodOf(index)}(t{(stage.IsLoop ? ", 0" : "")});"));
        foreach (var output in _call.Outputs)
        {
            EmitGuarded(writer, Ready(output), Give(output, output.Name));
        }

        writer.Line($"_step = StreamTime.After(_step, {Period()});");
        var ready = _call.Outputs.Select(Ready).Distinct().ToList();
        writer.Line($"return {(ready.Contains("true") ? "true" : ready.Count == 0 ? "false" : string.Join(" || ", ready))};");
        writer.Close();
    }

    private string Give(CallParameter output, string place) => $"Spans.Give({Field(output)}, {place});";

    // The steps after which all windows end together.
    private int Period() => _context.Plan.Graph.Nodes.Select(node => _context.Layout.WindowOf(new ValueRef(node.Name)) ?? 1).Distinct()
        .Aggregate(1, (period, window) => (int)Math.Min((long)period / Divisor(period, window) * window, int.MaxValue));

    private static long Divisor(long x, long y) => y == 0 ? x : Divisor(y, x % y);

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

    private string Ready(CallParameter output) => _context.Layout.WindowOf(output.Value) is { } every ? StageEmitter.EndOf(every) : "true";

    private string Field(CallParameter parameter) => _context.Layout.StorageOf(parameter.Value).Values;
}
