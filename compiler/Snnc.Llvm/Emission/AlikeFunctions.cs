using System;
using System.Collections.Generic;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The functions of nodes and regions. In a large network those that differ in nothing but where their values lie and in numbers of their equations are one
/// function, which is given these: the time that LLVM takes grows with the functions that are not alike.
/// </summary>
internal sealed class AlikeFunctions(NativeModule module, WeightBlock weights)
{
    private readonly Dictionary<string, NativeFunction> _byBody = [];

    /// <summary>Begins a function of an instance, its weights, and other whole numbers.</summary>
    /// <param name="lanes">How many neurons go at a time in it, or null for as many as suit the processor.</param>
    public (NativeFunction Function, Code Code) Begin(string name, int others, int? lanes)
    {
        List<LLVMTypeRef> parameters = [module.Pointer, module.Pointer];
        for (var i = 0; i < others; i++)
        {
            parameters.Add(module.I64);
        }

        if (module.IsLarge)
        {
            parameters.Add(module.Pointer);
        }

        var function = module.DefineInner(name, 2, module.Void, [.. parameters]);
        return (function, new Code(module, function.Value, lanes, module.IsLarge ? function.Value.GetParam((uint)others + 2) : null));
    }

    /// <summary>Ends it; gives it, or one that was there before and does the same.</summary>
    public NativeFunction End(string name, NativeFunction function, Code code)
    {
        code.Return();
        if (code.Given is not { } given)
        {
            return function;
        }

        var place = weights.Add(name, "given", given.ToArray);
        var text = function.Value.PrintToString();
        var body = text[text.IndexOf('{', StringComparison.Ordinal)..];
        if (_byBody.TryGetValue(body, out var alike))
        {
            module.Delete(name);
            return alike with { Given = place };
        }

        return _byBody[body] = function with { Given = place };
    }
}
