using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <summary>SNN06xx: units and expressions.</summary>
public static partial class Catalog
{
    [Diagnostic("SNN0601", "Unknown name in an expression")]
    public static Diagnostic UnknownNameInExpression(Location at, string name, string? nearest) =>
        Error("SNN0601", at, $"'{name}' means nothing here", DidYouMean(nearest) ?? "declare it before, or correct the name")
            with { Fix = Fixes.Name(at, name, nearest) };

    [Diagnostic("SNN0602", "Unknown function")]
    public static Diagnostic UnknownFunction(Location at, string name, string? nearest) =>
        Error("SNN0602", at, $"there is no function '{name}'", DidYouMean(nearest) ?? "the language reference lists the functions")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0603", "Wrong arguments of a function")]
    public static Diagnostic WrongFunctionArguments(Location at, string signature, string found) =>
        Error("SNN0603", at, $"{signature} is given {found}", $"write it as {signature}");

    [Diagnostic("SNN0604", "Wrong type in an expression")]
    public static Diagnostic WrongType(Location at, string where, string expected, string found, string? hint = null) =>
        Error("SNN0604", at, $"{where} needs {expected}, and this is {found}",
            hint ?? (expected == "a whole number" ? "int(x) makes one, towards zero" : null));

    [Diagnostic("SNN0605", "Units do not fit")]
    public static Diagnostic UnitMismatch(Location at, string where, Location left, string leftUnit, Location right, string rightUnit) =>
        Error("SNN0605", at, $"{where} needs equal units, and finds {leftUnit} and {rightUnit}", UnitHint(leftUnit, rightUnit)) with
        {
            Related = [new RelatedPlace(left, $"this has {leftUnit}"), new RelatedPlace(right, $"this has {rightUnit}")],
        };

    [Diagnostic("SNN0606", "Unknown unit")]
    public static Diagnostic UnknownUnit(Location at, string name, string? nearest) =>
        Error("SNN0606", at, $"'{name}' is not a unit", DidYouMean(nearest) ?? "units are s Hz V A F ohm S with a prefix p n u m k M, and step")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0607", "Integer constant too large")]
    public static Diagnostic IntegerOverflow(Location at, string what) =>
        Error("SNN0607", at, $"{what} does not fit in 64 bits", "write a smaller number, or a real one with a decimal point");

    [Diagnostic("SNN0608", "Division by zero")]
    public static Diagnostic DivisionByZero(Location at) =>
        Error("SNN0608", at, "the divisor of this constant expression is zero", "divide by another number");

    [Diagnostic("SNN0609", "Tensor in a neuron model")]
    public static Diagnostic TensorNotAllowed(Location at, string what) =>
        Error("SNN0609", at, $"{what} can stand only in a network or block", "make it a parameter of the model and give the tensor where the model is used");

    [Diagnostic("SNN0610", "Noise outside a neuron model")]
    public static Diagnostic RandomNotAllowed(Location at) =>
        Error("SNN0610", at, "rand gives a number for each step and neuron, so it can stand only in a neuron's clauses",
            "for random parameters use uniform(low, high, seed)");

    [Diagnostic("SNN0611", "Expression too large")]
    public static Diagnostic ExpressionTooLarge(Location at, int greatest, int deepest) =>
        Error("SNN0611", at, $"with the constants and defaults that it uses, this has more than {greatest} parts, or more than {deepest} inside each other",
            "build constants from few others, or compute the values outside and read them from a file");

    [Diagnostic("SNN0612", "Tensors do not broadcast")]
    public static Diagnostic ShapesDoNotBroadcast(Location at, string where, string left, string right) =>
        Error("SNN0612", at, $"{where} joins tensors of shape {left} and {right}",
            "extents must be equal or 1, counted from the last; per_channel(t) makes [C] into [C, 1, 1]");

    [Diagnostic("SNN0613", "Seed is no constant")]
    public static Diagnostic SeedNotConstant(Location at) =>
        Error("SNN0613", at, "a seed is a whole number of at least 0 that is known when compiling", "write a number, for example seed = 1");

    [Diagnostic("SNN0614", "Number not readable")]
    public static Diagnostic NumberOutOfRange(Location at, string text) =>
        Error("SNN0614", at, $"'{text}' is not a number that the language can hold", "reals go to about 1.7e308");

    [Diagnostic("SNN0615", "Constants too deep")]
    public static Diagnostic ConstantsTooDeep(Location at, int deepest) =>
        Error("SNN0615", at, $"more than {deepest} constants wait here for constants that stand after them", "write constants before those that use them");

    private static string UnitHint(string left, string right) =>
        left == "no unit" || right == "no unit"
            ? "numbers without a unit have none, 0 also: write the unit, or divide by a quantity of one (x / 1 mV)"
            : "correct one of the two, or divide by a quantity of the unit (x / 1 mV)";
}
