namespace Snnc.Tensors.Hdf5;

/// <summary>What the elements of a dataset or an attribute are.</summary>
public enum Hdf5Kind
{
    /// <summary>Whole numbers of 8 to 64 bits, signed or not; truth values and other enumerations are their numbers.</summary>
    Integer,

    /// <summary>IEEE half, single or double precision, or bfloat16.</summary>
    Real,

    /// <summary>Texts of fixed or variable length.</summary>
    Text,

    /// <summary>Anything else: structures, references, complex numbers ... Such values cannot be read.</summary>
    Other,
}
