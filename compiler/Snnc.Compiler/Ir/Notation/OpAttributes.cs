using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>The attributes of an operator as they were read; what is missing or of another kind is remembered, and a stand-in given.</summary>
internal sealed class OpAttributes
{
    private readonly Dictionary<string, object> _values = [];
    private readonly HashSet<string> _asked = [];

    /// <summary>Gets what is wrong with them, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Adds a value: a <c>long</c>, <c>double</c>, constant's name or list of ints.</summary>
    public void Add(string key, object value)
    {
        if (_values.ContainsKey(key))
        {
            Problem ??= $"the attribute '{key}' is given twice";
        }

        _values[key] = value;
    }

    /// <summary>Remembers an attribute that nobody asked for.</summary>
    public void CheckAllAsked() =>
        Problem ??= _values.Keys.Where(key => !_asked.Contains(key)).Select(key => $"there is no attribute '{key}' here").FirstOrDefault();

    public double Real(string key) => Get(key) switch
    {
        double real => real,
        long whole => whole,
        _ => Wrong<double>(key, "a number"),
    };

    public long Long(string key) => Get(key) is long value ? value : Wrong<long>(key, "a whole number");

    public int Int(string key) =>
        Long(key) is var value and >= int.MinValue and <= int.MaxValue ? (int)value : Wrong<int>(key, "a number of 32 bits");

    public int? OptionalInt(string key) => IsGiven(key) ? Int(key) : null;

    public string Constant(string key) => Get(key) as string ?? Wrong<string>(key, "a constant") ?? "";

    public string? OptionalConstant(string key) => IsGiven(key) ? Constant(key) : null;

    public EquatableArray<int> Ints(string key) => Get(key) is EquatableArray<int> list ? list : Wrong<EquatableArray<int>>(key, "a list");

    public SynapseDelays? Delays() => IsGiven("delays") ? new(Constant("delays"), Int("least"), Int("greatest")) : null;

    private bool IsGiven(string key) => Get(key) is not null;

    private object? Get(string key)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out var value) ? value : null;
    }

    private T? Wrong<T>(string key, string expected)
    {
        Problem ??= _values.ContainsKey(key) ? $"the attribute '{key}' must be {expected}" : $"the attribute '{key}' is missing";
        return default;
    }
}
