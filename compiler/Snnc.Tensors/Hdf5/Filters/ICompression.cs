namespace Snnc.Tensors.Hdf5.Filters;

/// <summary>A filter that changes the number of bytes by their values.</summary>
internal interface ICompression : IFilter;
