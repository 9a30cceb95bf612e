using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Snnc.Compiler.CSharp;

/// <summary>Gives C# identifiers, unique in a scope, that stay as near to the program's names as they can.</summary>
internal sealed class Names
{
    private static readonly HashSet<string> Keywords = new((
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit " +
        "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out " +
        "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw " +
        "true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '));

    private readonly HashSet<string> _taken;
    private readonly Names? _outer;

    public Names(IEnumerable<string> reserved) => _taken = new(reserved);

    private Names(Names outer, IEnumerable<string> reserved)
        : this(reserved) => _outer = outer;

    /// <summary>A scope inside this one: what is taken here, now or later, is taken there.</summary>
    public Names Inner(params string[] reserved) => new(this, reserved);

    /// <summary>A local or parameter: the name itself where it is free, <c>@</c> before a keyword, a number after one that is taken.</summary>
    public string Local(string name)
    {
        var free = Free(Plain(name));
        return Keywords.Contains(free) ? "@" + free : free;
    }

    /// <summary>A private field: <c>fc1.weight</c> as <c>_fc1_weight</c>.</summary>
    public string Field(string name) => Free("_" + Plain(name));

    /// <summary>A public constant: <c>spike_rate</c> as <c>SpikeRate</c>.</summary>
    public string Constant(string name)
    {
        var words = name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1));
        return Free(Plain(string.Concat(words)));
    }

    /// <summary>A method: <c>r1.n1</c> after <c>Step</c> as <c>Step_r1_n1</c>.</summary>
    public string Method(string prefix, string name) => Free($"{prefix}_{Plain(name)}");

    /// <summary>A type or namespace part: valid, otherwise unchanged.</summary>
    public static string TypeName(string name)
    {
        var plain = Plain(name);
        return Keywords.Contains(plain) ? "@" + plain : plain;
    }

    private string Free(string name)
    {
        var free = name;
        for (var suffix = 2; IsTaken(free); suffix++)
        {
            free = $"{name}_{suffix}";
        }

        _taken.Add(free);
        return free;
    }

    private bool IsTaken(string name) => _taken.Contains(name) || (_outer is not null && _outer.IsTaken(name));

    // Underscores for what C# does not allow. Two leading underscores would be reserved by some analysers, so digits get one.
    private static string Plain(string name)
    {
        var result = new StringBuilder();
        foreach (var c in name)
        {
            result.Append(c == '_' || char.IsLetterOrDigit(c) ? c : '_');
        }

        return result.Length == 0 || char.IsDigit(result[0]) ? "_" + result : result.ToString();
    }
}
