namespace Snnc.Compiler.Tensors;

/// <summary>The element type of a stored tensor.</summary>
public enum DType
{
    /// <summary>True or false, one byte.</summary>
    Bool,

    /// <summary>Signed 8 bits.</summary>
    Int8,

    /// <summary>Unsigned 8 bits.</summary>
    UInt8,

    /// <summary>Signed 16 bits.</summary>
    Int16,

    /// <summary>Unsigned 16 bits.</summary>
    UInt16,

    /// <summary>Signed 32 bits.</summary>
    Int32,

    /// <summary>Unsigned 32 bits.</summary>
    UInt32,

    /// <summary>Signed 64 bits.</summary>
    Int64,

    /// <summary>Unsigned 64 bits.</summary>
    UInt64,

    /// <summary>IEEE half precision.</summary>
    Float16,

    /// <summary>The upper half of a single (safetensors only).</summary>
    BFloat16,

    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>IEEE double precision.</summary>
    Float64,
}
