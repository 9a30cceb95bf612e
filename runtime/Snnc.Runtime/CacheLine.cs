using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>A line of the cache.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal struct CacheLine
{
    /// <summary>Its bytes.</summary>
    public const int Size = 64;
}
