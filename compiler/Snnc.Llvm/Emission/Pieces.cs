using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// What is done for one after the other of a network's nodes or regions. In a large network it is done in functions, each for a few of them: some of LLVM's
/// passes take time with the square of a function's length.
/// </summary>
internal static class Pieces
{
    private const int Count = 16;

    /// <summary>Writes what is done for each.</summary>
    /// <param name="name">What functions are called.</param>
    /// <param name="arguments">What the code reads; the instance is the first.</param>
    /// <param name="apart">How many of them, from the first on, point to memory that does not overlap.</param>
    /// <param name="emit">Writes it for one, with the arguments as they are there.</param>
    public static void Emit<T>(
        Code code, string name, LLVMValueRef[] arguments, int apart, IEnumerable<T> items, Action<Code, LLVMValueRef[], T> emit)
    {
        if (!code.Module.IsLarge)
        {
            foreach (var item in items)
            {
                emit(code, arguments, item);
            }

            return;
        }

        foreach (var piece in items.Chunk(Count))
        {
            var function = code.Module.DefineInner(code.Module.Unique(name), apart, code.Module.Void, Array.ConvertAll(arguments, value => value.TypeOf));
            var inner = new Code(code.Module, function.Value);
            var given = Enumerable.Range(0, arguments.Length).Select(i => inner.Argument((uint)i)).ToArray();
            foreach (var item in piece)
            {
                emit(inner, given, item);
            }

            inner.Return();
            code.Call(function, arguments);
        }
    }
}
