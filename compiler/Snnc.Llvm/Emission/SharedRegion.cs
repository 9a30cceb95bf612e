using System;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Emits a tiled region that threads share, as three functions: one runs some of the tiles; one does so for a job, which is what that one is given; and one
/// has somebody else run all of the job's tiles, on as many threads as it likes, then writes what is made of all tiles.
/// </summary>
internal sealed class SharedRegion(NativeModule module, InstanceLayout layout, PlanRegion region, NodeFunctions nodes, int? lanes)
{
    // Instance, weights, first step, sample, number of steps.
    private const int JobSize = 5;

    private readonly Node _last = region.Nodes[region.Nodes.Count - 1].Node;

    private LLVMTypeRef Pointer => module.Pointer;

    private LLVMTypeRef I64 => module.I64;

    private bool IsImage => region.Nodes[0].Node.Op is ConvOp;

    /// <summary>The type of the function that runs tiles of a job: job, first tile, the one after the last.</summary>
    public static LLVMTypeRef[] PartParameters(NativeModule module) => [module.Pointer, module.I64, module.I64];

    /// <summary>The last of the functions; the arguments are those of the region where it is one thread's.</summary>
    public NativeFunction Emit()
    {
        var part = EmitPart(EmitTiles());
        var function = module.DefineInner($"region.{_last.Name}.shared", 2, module.Void, Pointer, Pointer, I64, I64, I64);
        var code = new Code(module, function.Value, lanes);
        var job = code.Slot(LLVMTypeRef.CreateArray2(I64, JobSize));
        for (var i = 0; i < JobSize; i++)
        {
            code.Store(code.Argument((uint)i), code.At(I64, job, code.Whole(i)));
        }

        if (!IsImage)
        {
            Tiles(code, null).Prepare();
        }

        var (sharing, parallel) = (region.Sharing!, layout.Parallel!.Value);
        var type = LLVMTypeRef.CreateFunction(module.Void, [Pointer, Pointer, Pointer, I64, module.I32]);
        var isLong = code.Select(code.IsLess(code.Argument(4), code.Whole(sharing.LongFromSteps)), code.Whole32(0), code.Whole32(1));
        code.Call(
            new NativeFunction(code.Load(Pointer, code.Offset(code.Argument(0), parallel)), type),
            code.Load(Pointer, code.Offset(code.Argument(0), parallel + sizeof(long))), part.Value, job, code.Whole(sharing.Tiles), isLong);
        EmitRest(code);
        code.Return();
        return function;
    }

    private NativeFunction EmitTiles()
    {
        var function = module.DefineInner($"region.{_last.Name}.tiles", 2, module.Void, Pointer, Pointer, I64, I64, I64, I64, I64);
        var code = new Code(module, function.Value, lanes);
        var own = new OwnParts(code, layout, region);
        if (IsImage)
        {
            Image(code, own).EmitRows(code.Argument(5), code.Argument(6));
        }
        else
        {
            Tiles(code, own).EmitTiles(code.Argument(5), code.Argument(6));
        }

        code.Return();
        return function;
    }

    private NativeFunction EmitPart(NativeFunction tiles)
    {
        var function = module.DefineInner($"region.{_last.Name}.part", 0, module.Void, PartParameters(module));
        var code = new Code(module, function.Value);
        LLVMValueRef Job(int i) => code.Load(i < 2 ? Pointer : I64, code.At(I64, code.Argument(0), code.Whole(i)));
        code.Call(tiles, Job(0), Job(1), Job(2), Job(3), Job(4), code.Argument(1), code.Argument(2));
        code.Return();
        return function;
    }

    private void EmitRest(Code code)
    {
        if (IsImage)
        {
            Image(code, null).EmitForms();
        }
        else
        {
            Tiles(code, null).EmitLists();
        }
    }

    private ImageEmitter Image(Code code, OwnParts? own) => new(region.Nodes, Scope(code, own)(_last), Scope(code, own), code.Argument(4));

    private TiledEmitter Tiles(Code code, OwnParts? own) => new(region.Nodes, Scope(code, own)(_last), Scope(code, own), code.Whole(0), code.Argument(4));

    private Func<Node, NodeScope> Scope(Code code, OwnParts? own) => node => nodes.Scope(node, code, own);
}
