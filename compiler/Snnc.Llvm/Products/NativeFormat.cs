namespace Snnc.Llvm.Products;

/// <summary>What native code is written as.</summary>
public enum NativeFormat
{
    /// <summary>LLVM's text, optimised.</summary>
    LlvmIr,

    /// <summary>LLVM's bitcode, optimised.</summary>
    Bitcode,

    /// <summary>Assembly.</summary>
    Assembly,

    /// <summary>An object file.</summary>
    Object,

    /// <summary>A shared library, or a WebAssembly module.</summary>
    Shared,
}
