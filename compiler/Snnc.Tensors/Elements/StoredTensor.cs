using System;
using System.IO;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Elements;

/// <summary>A tensor of a container and how to get its values from the container's file.</summary>
internal sealed record StoredTensor(TensorInfo Info, Func<Stream, Array> ReadValues);
