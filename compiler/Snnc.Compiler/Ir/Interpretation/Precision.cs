namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>How the interpreter rounds.</summary>
public enum Precision
{
    /// <summary>Every operation is rounded to IEEE single precision, as the language says.</summary>
    Single,

    /// <summary>Operations are carried out in doubles; constants are the same (rounded to single precision when loaded).</summary>
    Double,
}
