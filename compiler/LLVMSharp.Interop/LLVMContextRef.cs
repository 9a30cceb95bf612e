using System;
using static LLVMSharp.Interop.NativeMethods;

namespace LLVMSharp.Interop;

/// <summary>What owns types and modules; for one thread at a time.</summary>
/// <remarks>Wraps a pointer of LLVM's C API, as the package's type of this name does.</remarks>
public partial struct LLVMContextRef(nint handle)
{
    /// <summary>The pointer of LLVM's C API.</summary>
    public nint Handle = handle;

    public readonly LLVMTypeRef FloatType => new(LLVMFloatTypeInContext(Handle));

    public readonly LLVMTypeRef DoubleType => new(LLVMDoubleTypeInContext(Handle));

    public readonly LLVMTypeRef Int1Type => new(LLVMInt1TypeInContext(Handle));

    public readonly LLVMTypeRef Int8Type => new(LLVMInt8TypeInContext(Handle));

    public readonly LLVMTypeRef Int16Type => new(LLVMInt16TypeInContext(Handle));

    public readonly LLVMTypeRef Int32Type => new(LLVMInt32TypeInContext(Handle));

    public readonly LLVMTypeRef Int64Type => new(LLVMInt64TypeInContext(Handle));

    public readonly LLVMTypeRef VoidType => new(LLVMVoidTypeInContext(Handle));

    public static LLVMContextRef Create() => new(LLVMContextCreate());

    public readonly LLVMModuleRef CreateModuleWithName(string ModuleID) => new(LLVMModuleCreateWithNameInContext(ModuleID, Handle));

    public readonly LLVMBuilderRef CreateBuilder() => new(LLVMCreateBuilderInContext(Handle));

    public readonly LLVMBasicBlockRef AppendBasicBlock(LLVMValueRef Fn, string Name) => new(LLVMAppendBasicBlockInContext(Handle, Fn.Handle, Name));

    public readonly LLVMTypeRef CreatePointerType(uint AddressSpace) => new(LLVMPointerTypeInContext(Handle, AddressSpace));

    public static uint GetEnumAttributeKindForName(ReadOnlySpan<char> Name)
    {
        var bytes = Utf8.Of(Name);
        return LLVMGetEnumAttributeKindForName(bytes, (nuint)bytes.Length);
    }

    public readonly LLVMAttributeRef CreateEnumAttribute(uint KindId, ulong Val) => new(LLVMCreateEnumAttribute(Handle, KindId, Val));

    public readonly LLVMAttributeRef CreateStringAttribute(ReadOnlySpan<char> Kind, ReadOnlySpan<char> Value)
    {
        var (kind, value) = (Utf8.Of(Kind), Utf8.Of(Value));
        return new(LLVMCreateStringAttribute(Handle, kind, (uint)kind.Length, value, (uint)value.Length));
    }

    public readonly uint GetMDKindID(ReadOnlySpan<char> Name)
    {
        var bytes = Utf8.Of(Name);
        return LLVMGetMDKindIDInContext(Handle, bytes, (uint)bytes.Length);
    }

    public readonly LLVMMetadataRef CreateMDString(ReadOnlySpan<char> Str)
    {
        var bytes = Utf8.Of(Str);
        return new(LLVMMDStringInContext2(Handle, bytes, (nuint)bytes.Length));
    }

    public readonly LLVMMetadataRef CreateMDNode(LLVMMetadataRef[] MDs) =>
        new(LLVMMDNodeInContext2(Handle, Array.ConvertAll(MDs, part => part.Handle), (nuint)MDs.Length));

    public readonly LLVMValueRef MetadataAsValue(LLVMMetadataRef MD) => new(LLVMMetadataAsValue(Handle, MD.Handle));

    public readonly void Dispose() => LLVMContextDispose(Handle);
}
