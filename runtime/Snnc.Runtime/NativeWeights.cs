using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>The weights of native networks, packed when they were compiled. They are freed when the last network that was made with them is gone.</summary>
public sealed unsafe class NativeWeights
{
    /// <summary>Reads them.</summary>
    /// <param name="path">The file NAME.weights that was written with the library.</param>
    /// <param name="size">How many bytes it has.</param>
    /// <param name="alignment">The multiple at which they begin in memory.</param>
    /// <exception cref="SnncRunException">It cannot be read, or has another size.</exception>
    public NativeWeights(string path, long size, int alignment)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length != size)
            {
                throw new SnncRunException($"{path} has {file.Length} bytes, not the {size} of these weights.");
            }

            Start = NativeMemory.AlignedAlloc((nuint)size + 1, (nuint)alignment);
            LargePages.Ask(Start, size);
            using var memory = new UnmanagedMemoryStream((byte*)Start, size, size, FileAccess.Write);
            file.CopyTo(memory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SnncRunException($"The weights file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Frees them.</summary>
    ~NativeWeights() => NativeMemory.AlignedFree(Start);

    /// <summary>Gets where they begin.</summary>
    public void* Start { get; }
}
