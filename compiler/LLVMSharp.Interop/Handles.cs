using System;

namespace LLVMSharp.Interop;

/// <summary>The pointers of arrays of wrappers.</summary>
internal static class Handles
{
    public static nint[] Of(LLVMValueRef[] values) => Array.ConvertAll(values, value => value.Handle);

    public static nint[] Of(LLVMTypeRef[] types) => Array.ConvertAll(types, type => type.Handle);

    public static nint[] Of(LLVMBasicBlockRef[] blocks) => Array.ConvertAll(blocks, block => block.Handle);
}
