using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;

namespace Snnc.Llvm.Emission;

/// <summary>A convolution by that of its kernels which suits a tile of steps.</summary>
internal sealed class SwitchedConvolution
{
    private readonly SwitchedKernel _switch;
    private readonly Dictionary<string, ConvTile> _tiles;
    private readonly LLVMValueRef _steps;

    public SwitchedConvolution(NodeScope scope, LLVMValueRef steps)
    {
        (_switch, _steps) = (new SwitchedKernel(scope), steps);
        _tiles = scope.Layout.PlanOf(scope.Node.Name).Kernels.ToDictionary(kernel => kernel, kernel => new ConvTile(scope, kernel));
    }

    /// <summary>Gets where the sums of the row's first pixel lie.</summary>
    public LLVMValueRef Sums => _tiles.Values.First().Sums;

    /// <summary>Writes what stays the same all through the region.</summary>
    public void Begin()
    {
        foreach (var tile in _tiles.Values)
        {
            tile.Begin();
        }
    }

    /// <summary>Writes the sums of an output row in a step of the tile of time.</summary>
    public void Emit(LLVMValueRef row, LLVMValueRef step) => _switch.Either(_steps, kernel => _tiles[kernel].Emit(row, step));
}
