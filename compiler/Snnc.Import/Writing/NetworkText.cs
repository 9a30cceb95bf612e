using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Import.Writing;

/// <summary>
/// A program of one network, put together from its parts and laid out by the formatter. Names are taken as they are: <see cref="Identifiers"/> makes
/// valid ones.
/// </summary>
public sealed class NetworkText(string name)
{
    private readonly List<string> _notes = [];
    private readonly List<string> _uses = [];
    private readonly List<string> _models = [];
    private readonly List<string> _weights = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _chains = [];
    private readonly List<string> _outputs = [];
    private string _time = "";

    /// <summary>A line of the comment that the file begins with.</summary>
    public void Note(string line) => _notes.Add(string.Concat("// ", Printable(line)).TrimEnd());

    /// <summary>A library file that it uses.</summary>
    public void Use(string file) => _uses.Add($"use \"{file}\";");

    /// <summary>A neuron model of its own, as text.</summary>
    public void Model(string definition) => _models.Add(definition);

    /// <summary>Its time: the length of a step (<c>0.1 ms</c>) and the number of steps, each where there is one.</summary>
    public void Time(string? step, int? steps) =>
        _time = $"time {{ {(step is null ? "" : $"step = {step}; ")}{(steps is null ? "" : $"steps = {steps}; ")}}}";

    /// <summary>A container of tensors.</summary>
    public void Weights(string id, string file) => _weights.Add($"weights {id} = \"{file}\";");

    /// <summary>An input, with its type: <c>spikes[12]</c>.</summary>
    public void Input(string id, string type) => _inputs.Add($"input {id}: {type};");

    /// <summary>A chain of elements, as many as there are: <c>x</c>, <c>fc1: dense(128)</c>.</summary>
    public void Chain(params IEnumerable<string> elements) => _chains.Add(string.Join(" -> ", elements) + ";");

    /// <summary>An output.</summary>
    public void Output(string id, string expression) => _outputs.Add($"output {id} = {expression};");

    /// <summary>An element of a chain: a label, where it has one, and an operator with its arguments, where it has any.</summary>
    public static string Element(string? label, string op, params IEnumerable<string> arguments)
    {
        var list = string.Join(", ", arguments);
        return (label is null ? "" : label + ": ") + op + (list == "" ? "" : $"({list})");
    }

    /// <summary>The program in canonical form.</summary>
    /// <exception cref="InvalidOperationException">A part is no text of the language.</exception>
    public override string ToString()
    {
        var tree = SyntaxTree.Parse(new SourceText("import.snn", Assemble()));
        var error = tree.Diagnostics.FirstOrDefault(finding => finding.Severity == Severity.Error);
        return error is null ? Formatter.Format(tree) : throw new InvalidOperationException($"{error.Location.Start}: {error.Message}");
    }

    private string Assemble()
    {
        var text = new StringBuilder();
        Append(text, _notes);
        Append(text, _uses);
        Append(text, _models);
        text.Append("network ").Append(name).Append(" {\n");
        List<string> head = [.. _time == "" ? Array.Empty<string>() : [_time], .. _weights, .. _inputs];
        Append(text, head);
        Append(text, _chains);
        return text.AppendJoin('\n', _outputs).Append("\n}\n").ToString();
    }

    // Groups are apart by an empty line.
    private static void Append(StringBuilder text, List<string> lines)
    {
        if (lines.Count > 0)
        {
            text.AppendJoin('\n', lines).Append("\n\n");
        }
    }

    // What comes from a file may hold anything; a comment ends with its line.
    private static string Printable(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
}
