namespace Snnc.Tensors.Hdf5.Format;

/// <summary>A member of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">The address of its object header.</param>
/// <param name="Order">Its place in the order of creation, where the file keeps that.</param>
internal sealed record Link(string Name, long Address, long? Order);
