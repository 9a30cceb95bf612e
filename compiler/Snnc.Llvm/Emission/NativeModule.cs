using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>A module with its types, and the functions declared in it.</summary>
internal sealed class NativeModule
{
    /// <summary>What code uses that goes by the channels of an image, which come in such multiples.</summary>
    public const int FewestLanes = 8;

    private readonly Dictionary<string, NativeFunction> _functions = [];
    private readonly TargetMachine _target;

    public NativeModule(string name, TargetMachine target, bool isLarge)
    {
        IsLarge = isLarge;
        _target = target;
        Context = LLVMContextRef.Create();
        Module = Context.CreateModuleWithName(name);
        (I1, I8, I16, I32, I64) = (Context.Int1Type, Context.Int8Type, Context.Int16Type, Context.Int32Type, Context.Int64Type);
        Rolled = new RolledLoops(Context);
        (F32, F64, Void, Pointer) = (Context.FloatType, Context.DoubleType, Context.VoidType, Context.CreatePointerType(0));
        Lanes = LanesOf(target);
        var module = Module;
        module.Target = target.Triple;
        module.DataLayout = target.DataLayout;
    }

    /// <summary>
    /// Gets a value indicating whether the time to compile it counts: LLVM's unrolling, and a copy of every node in both ways to run, would cost more
    /// seconds than they save. Hot loops are unrolled by the emitter in any case.
    /// </summary>
    public bool IsLarge { get; }

    public LLVMContextRef Context { get; }

    public LLVMModuleRef Module { get; }

    public LLVMTypeRef I1 { get; }

    public LLVMTypeRef I8 { get; }

    public LLVMTypeRef I16 { get; }

    public LLVMTypeRef I32 { get; }

    public LLVMTypeRef I64 { get; }

    public LLVMTypeRef F32 { get; }

    public LLVMTypeRef F64 { get; }

    public LLVMTypeRef Void { get; }

    /// <summary>Gets how many neurons go at a time; LLVM splits such vectors for processors whose own are narrower.</summary>
    public int Lanes { get; }

    public LLVMTypeRef Pointer { get; }

    /// <summary>Gets what is said of loops that stay loops.</summary>
    public RolledLoops Rolled { get; }

    /// <summary>The lanes that code for a processor uses where nothing asks for fewer.</summary>
    public static int LanesOf(TargetMachine target) => target.Features.Split(',').Contains("+avx512f") ? 2 * FewestLanes : FewestLanes;

    /// <summary>The type of an element of a value.</summary>
    public LLVMTypeRef Element(bool isInt) => isInt ? I64 : F32;

    /// <summary>A function, declared at its first mention.</summary>
    public NativeFunction Function(string name, LLVMTypeRef result, params LLVMTypeRef[] parameters)
    {
        if (!_functions.TryGetValue(name, out var function))
        {
            var type = LLVMTypeRef.CreateFunction(result, parameters);
            _functions[name] = function = new NativeFunction(Module.AddFunction(name, type), type);
        }

        return function;
    }

    /// <summary>A name that no function has.</summary>
    public string Unique(string name) => $"{name}.{_functions.Count}";

    /// <summary>Deletes a function that nothing calls.</summary>
    public void Delete(string name)
    {
        _functions[name].Value.DeleteFunction();
        _functions.Remove(name);
    }

    /// <summary>A function that is defined here: it is made for the target's processor.</summary>
    public NativeFunction Define(string name, LLVMTypeRef result, params LLVMTypeRef[] parameters)
    {
        var function = Function(name, result, parameters);
        Attribute(function.Value, "target-cpu", _target.Cpu);
        Attribute(function.Value, "target-features", _target.Features);
        return function;
    }

    /// <summary>A function that only this module calls; its first <paramref name="apart"/> arguments point to memory that do not overlap.</summary>
    public NativeFunction DefineInner(string name, int apart, LLVMTypeRef result, params LLVMTypeRef[] parameters)
    {
        var function = Define(name, result, parameters);
        var value = function.Value;
        value.Linkage = LLVMLinkage.LLVMInternalLinkage;
        for (var i = 1; i <= apart; i++)
        {
            Attribute(value, (LLVMAttributeIndex)i, "noalias");
        }

        if (IsLarge)
        {
            Attribute(value, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
        }

        return function;
    }

    /// <summary>The same for what seldom runs: LLVM keeps it short, and out of the way of what calls it.</summary>
    public NativeFunction DefineRare(string name, int apart, LLVMTypeRef result, params LLVMTypeRef[] parameters)
    {
        var function = DefineInner(name, apart, result, parameters);
        foreach (var kind in new[] { "cold", "noinline", "optsize" })
        {
            Attribute(function.Value, LLVMAttributeIndex.LLVMAttributeFunctionIndex, kind);
        }

        return function;
    }

    private void Attribute(LLVMValueRef function, LLVMAttributeIndex index, string kind) =>
        function.AddAttributeAtIndex(index, Context.CreateEnumAttribute(LLVMContextRef.GetEnumAttributeKindForName(kind), 0));

    private void Attribute(LLVMValueRef function, string name, string value)
    {
        if (value != "")
        {
            function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Context.CreateStringAttribute(name, value));
        }
    }
}
