namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>Undoes what was done to the bytes of a chunk when it was written.</summary>
internal interface IFilter
{
    /// <summary>Gets how many bytes it adds to a chunk, besides compressing it.</summary>
    int AddedBytes { get; }

    /// <summary>The bytes as they were before.</summary>
    /// <param name="bytes">As they were after.</param>
    /// <param name="length">How many there were before.</param>
    byte[] Decode(byte[] bytes, int length);
}
