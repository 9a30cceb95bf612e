namespace Snnc.Tensors.Hdf5.Format;

/// <summary>How many bytes an address ("offset") and a size ("length") take in a file; its superblock says so.</summary>
internal sealed record FieldSizes(int Address, int Length);
