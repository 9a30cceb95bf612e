using System.Collections.Generic;
using System.Linq;
using Snnc.Llvm.Products;

namespace Snnc.Cli.Building;

/// <summary>The words of <c>build --emit</c>.</summary>
internal static class EmitFormat
{
    /// <summary>A class that needs Snnc.Runtime alone.</summary>
    public const string CSharp = "csharp";

    /// <summary>A shared library and a class that calls it.</summary>
    public const string CSharpNative = "csharp-native";

    /// <summary>The C header alone.</summary>
    public const string Header = "header";

    private static readonly Dictionary<string, NativeFormat> Native = new()
    {
        ["llvm-ir"] = NativeFormat.LlvmIr,
        ["bitcode"] = NativeFormat.Bitcode,
        ["asm"] = NativeFormat.Assembly,
        ["obj"] = NativeFormat.Object,
        ["shared"] = NativeFormat.Shared,
        [CSharpNative] = NativeFormat.Shared,
    };

    /// <summary>Gets all words.</summary>
    public static string[] Names { get; } = [CSharp, .. Native.Keys, Header];

    /// <summary>The form of the code that a word asks for; null for none.</summary>
    public static NativeFormat? CodeOf(string name) => Native.TryGetValue(name, out var format) ? format : null;

    /// <summary>Whether a word stands for something that is called from C, and comes with its header.</summary>
    public static bool HasHeader(string name) => name is Header || (name != CSharpNative && CodeOf(name) is NativeFormat.Object or NativeFormat.Shared);
}
