using System.Collections.Generic;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Semantics;

/// <summary>What a function asks of its arguments and gives.</summary>
public enum FunctionKind
{
    /// <summary>Real and without unit, as is what it gives.</summary>
    Plain,

    /// <summary>Real, half the dimension.</summary>
    SquareRoot,

    /// <summary>Real or int; all arguments and the result have one type and dimension.</summary>
    SameAsArguments,

    /// <summary>Real or int of any dimension; gives -1, 0 or 1 of the type.</summary>
    Sign,

    /// <summary>A real without unit to an int.</summary>
    ToInt,

    /// <summary>Ints to an int.</summary>
    Integers,

    /// <summary>A tensor to a tensor.</summary>
    Tensor,

    /// <summary>Random numbers by element.</summary>
    Uniform,

    /// <summary>Noise by step and element.</summary>
    Random,
}

/// <summary>A function of the language, with the names of its parameters.</summary>
public sealed record FunctionSignature(string Name, FunctionKind Kind, EquatableArray<string> Parameters);

/// <summary>The functions of the language.</summary>
public static class FunctionTable
{
    private static readonly Dictionary<string, FunctionSignature> Functions = Build();

    /// <summary>Gets all names.</summary>
    public static IEnumerable<string> Names => Functions.Keys;

    /// <summary>The function of that name, or null.</summary>
    public static FunctionSignature? Find(string name) => Functions.TryGetValue(name, out var function) ? function : null;

    private static Dictionary<string, FunctionSignature> Build()
    {
        var table = new Dictionary<string, FunctionSignature>();
        void Add(FunctionKind kind, string name, EquatableArray<string> parameters) => table.Add(name, new FunctionSignature(name, kind, parameters));

        foreach (var name in new[] { "exp", "expm1", "log", "log1p", "floor", "ceil", "round", "tanh", "sigmoid" })
        {
            Add(FunctionKind.Plain, name, ["x"]);
        }

        Add(FunctionKind.SquareRoot, "sqrt", ["x"]);
        Add(FunctionKind.SameAsArguments, "abs", ["x"]);
        Add(FunctionKind.SameAsArguments, "min", ["a", "b"]);
        Add(FunctionKind.SameAsArguments, "max", ["a", "b"]);
        Add(FunctionKind.SameAsArguments, "clip", ["x", "low", "high"]);
        Add(FunctionKind.Sign, "sign", ["x"]);
        Add(FunctionKind.ToInt, "int", ["x"]);
        Add(FunctionKind.Integers, "asr0", ["x", "n"]);
        Add(FunctionKind.Tensor, "transpose", ["t"]);
        Add(FunctionKind.Tensor, "per_channel", ["t"]);
        Add(FunctionKind.Uniform, "uniform", ["low", "high", "seed"]);
        Add(FunctionKind.Random, "rand", ["seed"]);
        return table;
    }
}
