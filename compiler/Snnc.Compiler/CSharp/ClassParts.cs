using System.Collections.Generic;

namespace Snnc.Compiler.CSharp;

/// <summary>What the nodes add to the emitted class while they are emitted: fields, and lines of the methods that all of them share.</summary>
internal sealed class ClassParts
{
    private readonly Dictionary<string, string> _types = [];
    private int _memorySeen;
    private int _weightsSeen;

    /// <summary>Gets the declarations of what all instances share.</summary>
    public List<string> Shared { get; } = [];

    /// <summary>Gets the declarations of what is computed from the weights; instances with the same weights share it.</summary>
    public List<string> Weights { get; } = [];

    /// <summary>Gets the lines that check the weights, after the constants that they use.</summary>
    public List<string> WeightChecks { get; } = [];

    /// <summary>Gets the fields of <see cref="Weights"/> with what they are set to, after the checks.</summary>
    public List<(string Field, string Value)> WeightFields { get; } = [];

    /// <summary>Gets the declarations of values and states.</summary>
    public List<string> Memory { get; } = [];

    /// <summary>Gets the fields of <see cref="Memory"/> that every instance makes for itself from what is computed from the weights.</summary>
    public List<(string Field, string Value)> MemoryFields { get; } = [];

    /// <summary>Gets the calls that run some tiles of a region which threads share, as one member of them.</summary>
    public List<string> SharedRegions { get; } = [];

    /// <summary>Gets the fields of which each thread has its own.</summary>
    public List<string> MemberFields { get; } = [];

    /// <summary>Gets the lines of Reset.</summary>
    public List<string> Reset { get; } = [];

    /// <summary>Gets the arrays that a saved state consists of, in order.</summary>
    public List<string> StateArrays { get; } = [];

    /// <summary>Gets the other parts of a state: rings and their places.</summary>
    public List<string> StateParts { get; } = [];

    /// <summary>The type of a field of <see cref="Memory"/> or <see cref="Weights"/>, or null where there is none of that name.</summary>
    public string? TypeOf(string field)
    {
        Declared(Memory, ref _memorySeen);
        Declared(Weights, ref _weightsSeen);
        return _types.TryGetValue(field, out var type) ? type : null;
    }

    // Those that were added since it was asked last.
    private void Declared(List<string> lines, ref int seen)
    {
        for (; seen < lines.Count; seen++)
        {
            var words = lines[seen].Split(' ');
            if (words.Length > 3 && words[1] == "readonly")
            {
                _types[words[3].TrimEnd(';')] = words[2];
            }
        }
    }

    /// <summary>Adds a field that is computed from the weights, and is shared by the instances that have the same.</summary>
    public void Share(string type, string field, string value)
    {
        Weights.Add($"private readonly {type} {field};");
        WeightFields.Add((field, value));
    }

    /// <summary>Adds a field that depends on the weights and that every instance has for itself.</summary>
    public void Own(string type, string field, string value)
    {
        Memory.Add($"private readonly {type} {field};");
        MemoryFields.Add((field, value));
    }
}
