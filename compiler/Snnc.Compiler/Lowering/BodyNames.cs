using System.Collections.Generic;

namespace Snnc.Compiler.Lowering;

/// <summary>Gives the locals of a body names that no other name in it has.</summary>
internal sealed class BodyNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    public string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }
}
