using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>What emitted code is compiled against: the few assemblies of the running platform that it uses, and the runtime library.</summary>
internal static class PlatformReferences
{
    // The fewer are read, the sooner the compiler starts. System.Runtime forwards nothing: it is the reference face of the core library here.
    private static readonly string[] Needed = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Memory", "System.Runtime.Intrinsics"];

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Cached = new(Find);

    public static IReadOnlyList<MetadataReference> All => Cached.Value;

    private static IReadOnlyList<MetadataReference> Find()
    {
        var platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Needed.Contains(Path.GetFileNameWithoutExtension(path)));
        return [.. platform.Append(typeof(INetwork).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
