using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The attributes of an object: in its header.</summary>
internal static class AttributeList
{
    public static IEnumerable<FieldReader> Read(Hdf5Source source, ObjectHeader header) =>
        header.All(MessageType.Attribute).Select(message => message.Fields);
}
