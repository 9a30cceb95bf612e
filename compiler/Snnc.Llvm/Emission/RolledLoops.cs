using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Says of loops that they are to stay as they are written: where every register holds a sum, copies of a loop's body, of which LLVM takes together
/// what they read alike, leave none for what they read.
/// </summary>
internal sealed class RolledLoops
{
    private readonly uint _kind;
    private readonly LLVMValueRef _loop;

    public RolledLoops(LLVMContextRef context)
    {
        _kind = context.GetMDKindID("llvm.loop");
        var rule = context.CreateMDNode([context.CreateMDString("llvm.loop.unroll.disable")]);

        // What a loop is said to be begins with itself.
        var loop = context.CreateMDNode([rule, rule]);
        _loop = context.MetadataAsValue(loop);
        _loop.ReplaceMDNodeOperandWith(0, loop);
    }

    /// <summary>Marks a loop by the branch that leads back.</summary>
    public void Mark(LLVMValueRef back) => back.SetMetadata(_kind, _loop);
}
