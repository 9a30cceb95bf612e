namespace Snnc.Tensors.Hdf5.Storage;

/// <summary>A chunk in the file.</summary>
/// <param name="Number">Which chunk of the dataset, counted in C order.</param>
/// <param name="Address">Its first byte.</param>
/// <param name="Bytes">Its bytes there, or null for as many as it has in memory.</param>
/// <param name="SkippedFilters">A bit for each filter that it was spared.</param>
internal sealed record ChunkRecord(long Number, long Address, long? Bytes = null, uint SkippedFilters = 0);
