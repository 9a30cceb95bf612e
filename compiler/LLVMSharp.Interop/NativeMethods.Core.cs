using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>LLVM's C API: contexts, modules, types and values.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)]
    internal static extern void LLVMGetVersion(uint* major, uint* minor, uint* patch);

    [DllImport(Library)]
    internal static extern nint LLVMFloatTypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMDoubleTypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMInt1TypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMInt8TypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMInt16TypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMInt32TypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMInt64TypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMVoidTypeInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMContextCreate();

    [DllImport(Library)]
    internal static extern void LLVMContextDispose(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMModuleCreateWithNameInContext(string name, nint context);

    [DllImport(Library)]
    internal static extern nint LLVMCreateBuilderInContext(nint context);

    [DllImport(Library)]
    internal static extern nint LLVMAppendBasicBlockInContext(nint context, nint function, string name);

    [DllImport(Library)]
    internal static extern nint LLVMPointerTypeInContext(nint context, uint addressSpace);

    [DllImport(Library)]
    internal static extern uint LLVMGetEnumAttributeKindForName(byte[] name, nuint length);

    [DllImport(Library)]
    internal static extern nint LLVMCreateEnumAttribute(nint context, uint kind, ulong value);

    [DllImport(Library)]
    internal static extern nint LLVMCreateStringAttribute(nint context, byte[] kind, uint kindLength, byte[] value, uint valueLength);

    [DllImport(Library)]
    internal static extern nint LLVMFunctionType(nint result, nint[] parameters, uint count, int isVarArg);

    [DllImport(Library)]
    internal static extern nint LLVMArrayType2(nint element, ulong count);

    [DllImport(Library)]
    internal static extern nint LLVMTypeOf(nint value);

    [DllImport(Library)]
    internal static extern nint LLVMVectorType(nint element, uint count);

    [DllImport(Library)]
    internal static extern nint LLVMGetTarget(nint module);

    [DllImport(Library)]
    internal static extern void LLVMSetTarget(nint module, string triple);

    [DllImport(Library)]
    internal static extern nint LLVMGetDataLayoutStr(nint module);

    [DllImport(Library)]
    internal static extern void LLVMSetDataLayout(nint module, string layout);

    [DllImport(Library)]
    internal static extern nint LLVMAddFunction(nint module, string name, nint type);

    [DllImport(Library)]
    internal static extern nint LLVMAddGlobal(nint module, nint type, string name);

    [DllImport(Library)]
    internal static extern nint LLVMPrintModuleToString(nint module);

    [DllImport(Library)]
    internal static extern int LLVMVerifyModule(nint module, LLVMVerifierFailureAction action, out nint message);

    [DllImport(Library)]
    internal static extern nint LLVMRunPasses(nint module, string passes, nint machine, nint options);

    [DllImport(Library)]
    internal static extern int LLVMWriteBitcodeToFile(nint module, string path);

    [DllImport(Library)]
    internal static extern void LLVMDisposeModule(nint module);

    [DllImport(Library)]
    internal static extern nint LLVMGetErrorMessage(nint error);

    [DllImport(Library)]
    internal static extern void LLVMDisposeErrorMessage(nint message);

    [DllImport(Library)]
    internal static extern void LLVMDisposeMessage(nint message);

    [DllImport(Library)]
    internal static extern LLVMLinkage LLVMGetLinkage(nint value);

    [DllImport(Library)]
    internal static extern void LLVMSetLinkage(nint value, LLVMLinkage linkage);

    [DllImport(Library)]
    internal static extern nint LLVMGetInitializer(nint value);

    [DllImport(Library)]
    internal static extern void LLVMSetInitializer(nint value, nint initializer);

    [DllImport(Library)]
    internal static extern int LLVMIsGlobalConstant(nint value);

    [DllImport(Library)]
    internal static extern void LLVMSetGlobalConstant(nint value, int isConstant);

    [DllImport(Library)]
    internal static extern nint LLVMConstInt(nint type, ulong value, int signExtend);

    [DllImport(Library)]
    internal static extern nint LLVMConstReal(nint type, double value);

    [DllImport(Library)]
    internal static extern nint LLVMConstNull(nint type);

    [DllImport(Library)]
    internal static extern nint LLVMConstStringInContext(nint context, nint bytes, uint count, int isUnterminated);

    [DllImport(Library)]
    internal static extern LLVMVisibility LLVMGetVisibility(nint value);

    [DllImport(Library)]
    internal static extern void LLVMSetVisibility(nint value, LLVMVisibility visibility);

    [DllImport(Library)]
    internal static extern nint LLVMConstVector(nint[] values, uint count);

    [DllImport(Library)]
    internal static extern void LLVMDeleteFunction(nint function);

    [DllImport(Library)]
    internal static extern nint LLVMPrintValueToString(nint value);

    [DllImport(Library)]
    internal static extern nint LLVMGetParam(nint function, uint index);

    [DllImport(Library)]
    internal static extern void LLVMSetAlignment(nint value, uint bytes);

    [DllImport(Library)]
    internal static extern int LLVMGetVolatile(nint memoryAccess);

    [DllImport(Library)]
    internal static extern void LLVMSetVolatile(nint memoryAccess, int isVolatile);

    [DllImport(Library)]
    internal static extern void LLVMAddIncoming(nint phi, nint[] values, nint[] blocks, uint count);

    [DllImport(Library)]
    internal static extern void LLVMAddAttributeAtIndex(nint function, LLVMAttributeIndex index, nint attribute);
}
