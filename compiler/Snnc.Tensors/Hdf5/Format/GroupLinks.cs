using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The members of a group, in whichever of the three ways the file holds them.</summary>
internal static class GroupLinks
{
    /// <summary>In the order of creation if the file keeps it for all, else by name.</summary>
    public static IReadOnlyList<Link> Read(Hdf5Source source, ObjectHeader header)
    {
        var links = new List<Link>();
        if (header.Find(MessageType.SymbolTable) is { } table)
        {
            links.AddRange(SymbolTable.Read(source, table.Fields));
        }

        links.AddRange(header.All(MessageType.Link).Select(message => LinkMessage.Read(message.Fields)).OfType<Link>());
        links.AddRange(DenseStorage.Links(source, header));
        return links.TrueForAll(link => link.Order is not null) ? [.. links.OrderBy(link => link.Order)]
            : [.. links.OrderBy(link => link.Name, StringComparer.Ordinal)];
    }
}
