namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The names of an old group (section III.D).</summary>
internal sealed class LocalHeap
{
    private readonly FieldReader _names;

    public LocalHeap(Hdf5Source source, long address)
    {
        var header = source.ReadStart("local heap", address, 8 + (2 * source.Sizes.Length) + source.Sizes.Address);
        header.Expect("HEAP");
        header.Version(0, 0);
        header.Skip(3);
        var length = header.Length();
        header.Skip(source.Sizes.Length);
        _names = source.Read("names of the local heap", header.Address(), length);
    }

    /// <summary>The name at an offset.</summary>
    public string NameAt(long offset) => _names.From(offset).TextToZero();
}
