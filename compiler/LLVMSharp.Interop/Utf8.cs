using System;
using System.Runtime.InteropServices;
using System.Text;

namespace LLVMSharp.Interop;

/// <summary>Texts on their way to and from LLVM.</summary>
internal static class Utf8
{
    public static byte[] Of(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>A text that stays LLVM's.</summary>
    public static string Read(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    /// <summary>A text that is the caller's to free.</summary>
    public static string Take(nint text)
    {
        var result = Read(text);
        NativeMethods.LLVMDisposeMessage(text);
        return result;
    }

    /// <summary>The message of an error, freed.</summary>
    public static string TakeError(nint text)
    {
        var result = Read(text);
        NativeMethods.LLVMDisposeErrorMessage(text);
        return result;
    }
}
