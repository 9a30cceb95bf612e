using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>An input or output as a parameter of the methods that run a network.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Value">What it is of the graph.</param>
/// <param name="Length">Elements per inference, or per step of a stream.</param>
/// <param name="LengthConstant">The constant that says so to callers.</param>
internal sealed record CallParameter(
    string Name, ValueRef Value, Ir.ValueType Type, bool IsInput, long Length, string LengthConstant, string Documentation)
{
    public string Element => Type.Element == ElementType.Int ? "long" : "float";

    /// <summary>Gets the elements of a frame or of one step.</summary>
    public long Size => Type.Shape.Size;

    /// <summary>Gets the declaration as a span; an output may be left out.</summary>
    public string AsSpan => IsInput ? $"ReadOnlySpan<float> {Name}" : $"Span<{Element}> {Name} = default";

    /// <summary>Gets the declaration as memory that several threads can use.</summary>
    public string AsMemory => IsInput ? $"ReadOnlyMemory<float> {Name}" : $"Memory<{Element}> {Name} = default";

    /// <summary>A check of the span's length.</summary>
    /// <param name="factor">What comes before the length, as a number of samples.</param>
    public string Check(string factor) => $"Spans.{(IsInput ? "Require" : "RequireOrEmpty")}({Name}.Length, {factor}{Length}, nameof({Name}));";

    /// <summary>Some of many samples.</summary>
    public string Part(string all, string from, string samples) => IsInput
        ? $"{all}.Slice({from} * {Length}, {(samples == "1" ? $"{Length}" : $"{samples} * {Length}")})" : $"Spans.Part({all}, {from}, {samples}, {Length})";
}
