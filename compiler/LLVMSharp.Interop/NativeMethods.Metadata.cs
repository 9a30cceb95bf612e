using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <content>What is said of instructions.</content>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)]
    internal static extern uint LLVMGetMDKindIDInContext(nint context, byte[] name, uint count);

    [DllImport(Library)]
    internal static extern nint LLVMMDStringInContext2(nint context, byte[] text, nuint count);

    [DllImport(Library)]
    internal static extern nint LLVMMDNodeInContext2(nint context, nint[] parts, nuint count);

    [DllImport(Library)]
    internal static extern nint LLVMMetadataAsValue(nint context, nint metadata);

    [DllImport(Library)]
    internal static extern void LLVMReplaceMDNodeOperandWith(nint node, uint index, nint part);

    [DllImport(Library)]
    internal static extern void LLVMSetMetadata(nint value, uint kind, nint node);
}
