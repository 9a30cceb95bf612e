namespace Snnc.Llvm.Emission;

/// <summary>Where the values of several steps lie, one row a step: step t in row t modulo the number of rows.</summary>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Stride">Elements from row to row: whole vectors.</param>
/// <param name="Count">The number of rows.</param>
internal readonly record struct RowPlace(long Offset, long Stride, int Count, bool IsInt)
{
    public long RowBytes => Stride * (IsInt ? sizeof(long) : sizeof(float));
}
