using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what concerns the states: Reset, SaveState and LoadState.</summary>
internal sealed class StateEmitter(EmitContext context)
{
    private const string Time = "_step";

    public void Emit(CodeWriter writer)
    {
        if (context.Time.IsStream)
        {
            KeepFrames();
        }

        EmitReset(writer);
        var version = Literal.Of(Version());
        var network = Literal.Of(context.Plan.Graph.Name);
        var parts = context.Parts;

        writer.Gap();
        writer.Summary("All states, to go on from later; with a checksum and the name of the network.");
        writer.Open("public byte[] SaveState()");
        writer.Line($"var writer = new StateWriter({network}, {version});");
        writer.Lines(context.Time.IsStream ? [$"writer.Write({Time});"] : []);
        writer.Lines(parts.StateArrays.Select(field => $"writer.Write({field});"));
        writer.Lines(parts.StateParts.Select(field => $"{field}.Save(writer);"));
        writer.Line("return writer.ToArray();");
        writer.Close();

        writer.Gap();
        writer.Summary("Takes the states that SaveState gave, in this program or another.");
        writer.Exception("SnncRunException", "They are of another network, or damaged.");
        writer.Open("public void LoadState(ReadOnlySpan<byte> snapshot)");
        writer.Line($"var reader = new StateReader(snapshot, {network}, {version});");
        writer.Lines(context.Time.IsStream ? [$"{Time} = reader.Read(0, int.MaxValue);"] : []);
        writer.Lines(parts.StateArrays.Select(field => $"reader.Read({field});"));
        writer.Lines(parts.StateParts.Select(field => $"{field}.Load(reader);"));
        writer.Line("reader.End();");
        writer.Close();
    }

    private void EmitReset(CodeWriter writer)
    {
        writer.Gap();
        writer.Summary(context.Time.IsStream ? "Goes back to the start of the stream." : "Sets the states back; every inference begins with it.");
        writer.Open("public void Reset()");
        writer.Lines(context.Time.IsStream ? [$"{Time} = 0;"] : []);
        writer.Lines(context.Parts.Reset);
        writer.Lines(context.Parts.StateParts.Select(field => $"{field}.Reset();"));
        writer.Close();
    }

    // What a window gave stands until the next one ends, for outputs and for the encoders that read it.
    private void KeepFrames()
    {
        foreach (var plan in context.Plan.Stages.Where(stage => !stage.IsLoop).SelectMany(stage => stage.Nodes)
            .Where(plan => plan.Kernel != Kernel.View))
        {
            var field = context.Layout.StorageOf(new Ir.ValueRef(plan.Node.Name)).Field;
            context.Parts.StateArrays.Add(field);
            context.Parts.Reset.Add($"Array.Clear({field});");
        }
    }

    // FNV-1a (Fowler, Noll, Vo) of the fields' declarations: changes with the layout of the state, and only with it.
    private long Version()
    {
        var initialised = Initialised();
        var kept = context.Parts.StateArrays.Concat(context.Parts.StateParts);
        var declarations = kept.Select(field => initialised.TryGetValue(field, out var line) ? line : field);
        var hash = 14695981039346656037UL;
        foreach (var c in string.Join("\n", declarations))
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return unchecked((long)hash);
    }

    // The declarations that say what a field is set to, by the field.
    private Dictionary<string, string> Initialised()
    {
        var lines = new Dictionary<string, string>();
        foreach (var line in context.Parts.Memory)
        {
            if (line.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var end)
            {
                var start = line.LastIndexOf(' ', end - 1) + 1;
                lines[line.Substring(start, end - start)] = line;
            }
        }

        return lines;
    }
}
