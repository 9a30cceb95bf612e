using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5.Format;

/// <summary>The attributes of an object: in its header, or in a heap if they are many or large.</summary>
internal static class AttributeList
{
    public static IEnumerable<FieldReader> Read(Hdf5Source source, ObjectHeader header) =>
        header.All(MessageType.Attribute).Select(message => message.Fields).Concat(DenseStorage.Attributes(source, header));
}
