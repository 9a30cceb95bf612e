using System;
using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>How an operator stands in .snnir: <c>name %a, %b {key = value, ...}</c>.</summary>
/// <param name="Name">Its word there.</param>
/// <param name="Fits">Whether it says this operator.</param>
/// <param name="Write">The attributes; one without a text is left out.</param>
/// <param name="Read">The operator from its attributes.</param>
internal sealed record OpFormat(string Name, Predicate<Op> Fits, Func<Op, IEnumerable<(string Key, string? Text)>> Write, Func<OpAttributes, Op> Read)
{
    /// <summary>Of all operators of one type.</summary>
    public static OpFormat Of<T>(string name, Func<T, IEnumerable<(string Key, string? Text)>> write, Func<OpAttributes, T> read,
        Predicate<T>? when = null)
        where T : Op =>
        new(name, op => op is T t && when?.Invoke(t) != false, op => write((T)op), read);

    /// <summary>Of an operator without attributes.</summary>
    public static OpFormat Of<T>(string name)
        where T : Op, new() => Of<T>(name, _ => [], _ => new T());
}
