namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>An object in the file.</summary>
/// <param name="Header">The address of its header.</param>
/// <param name="Tree">The address of a group's B-tree; 0 for a dataset.</param>
/// <param name="Heap">The address of a group's names; 0 for a dataset.</param>
internal sealed record WrittenObject(long Header, long Tree = 0, long Heap = 0)
{
    /// <summary>Its entry in a symbol table (section III.C): name, header, and for groups a copy of what their header says.</summary>
    public FieldWriter ToEntry(long nameOffset) =>
        new FieldWriter().Long(nameOffset).Long(Header).Int(Tree != 0 ? 1 : 0).Int(0).Long(Tree).Long(Heap);
}
