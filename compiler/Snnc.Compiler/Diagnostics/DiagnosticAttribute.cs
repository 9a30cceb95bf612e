using System;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Gives a factory method of <see cref="Catalog"/> its code and a title. Codes are never reused.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiagnosticAttribute(string code, string title) : Attribute
{
    /// <summary>Gets the code.</summary>
    public string Code { get; } = code;

    /// <summary>Gets what the page is called.</summary>
    public string Title { get; } = title;
}
