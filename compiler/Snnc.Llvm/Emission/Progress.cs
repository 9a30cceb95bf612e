using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>
/// How far an inference is. Tiles of time begin at multiples of their length, unless it is looked at in between whether the network is sure: then
/// where the present one began, and the step at which decoders are read, stand in the instance.
/// </summary>
internal readonly struct Progress(Code code, InstanceLayout layout)
{
    /// <summary>The step at which decoders are read; null where it is always the last.</summary>
    public LLVMValueRef? End => layout.Progress is { } place ? code.Load(code.Module.I64, At(place + sizeof(long))) : null;

    /// <summary>Sets the step at which decoders are read.</summary>
    public void SetEnd(LLVMValueRef end) => code.Store(end, At(layout.Progress!.Value + sizeof(long)));

    /// <summary>The row of a step among so many that are kept of a tile, or of an inference.</summary>
    public LLVMValueRef RowOf(LLVMValueRef step, long rows) =>
        layout.Progress is { } place && rows > 1 ? code.Subtract(step, code.Load(code.Module.I64, At(place))) : code.Modulo(step, rows);

    /// <summary>The row of the last step.</summary>
    public LLVMValueRef LastRowOf(long rows) =>
        End is { } end ? RowOf(code.Subtract(end, code.Whole(1)), rows) : code.Whole(((layout.Time.Steps ?? 1) - 1) % rows);

    /// <summary>Begins a tile of the loop over steps.</summary>
    /// <param name="first">Its first step.</param>
    /// <param name="rows">The most steps of a tile.</param>
    /// <returns>The steps of the tile before it; nothing that counts where there is none.</returns>
    public LLVMValueRef BeginTile(LLVMValueRef first, int rows)
    {
        if (layout.Progress is not { } place)
        {
            return code.Whole(rows);
        }

        var before = code.Load(code.Module.I64, At(place));
        code.Store(first, At(place));
        return code.Select(code.Equals(first, code.Whole(0)), code.Whole(0), code.Subtract(first, before));
    }

    private LLVMValueRef At(long offset) => code.Offset(code.Argument(0), offset);
}
