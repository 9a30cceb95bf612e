using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>Shows an observer what native code computes: what its function <c>set_observer</c> is given. For one instance of a network.</summary>
public sealed unsafe class NativeObservation
{
    private readonly IReadOnlyList<NodeInfo> _nodes;
    private ExceptionDispatchInfo? _failure;
    private GCHandle _self;

    /// <summary>Makes it for nobody who watches.</summary>
    /// <param name="nodes">The nodes that are shown, in the order in which native code counts them.</param>
    public NativeObservation(IReadOnlyList<NodeInfo> nodes)
    {
        _nodes = nodes;
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
    }

    /// <summary>Frees the context.</summary>
    ~NativeObservation() => _self.Free();

    /// <summary>Gets or sets who watches.</summary>
    public IStepObserver? Observer { get; set; }

    /// <summary>Gets the address of the function that native code calls, or 0 where nobody watches.</summary>
    public nint Function => Observer is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<nint, long, long, long, void*, void>)&Show;

    /// <summary>Gets what that function is to be given; it is valid as long as this object is in use.</summary>
    public nint Context => GCHandle.ToIntPtr(_self);

    /// <summary>Throws what the observer threw first since the last call: exceptions must not cross native code.</summary>
    public void ThrowIfFailed()
    {
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Show(nint context, long node, long state, long step, void* values)
    {
        var observation = (NativeObservation)GCHandle.FromIntPtr(context).Target!;
        try
        {
            if (observation._failure is null)
            {
                observation.Tell((int)node, (int)state, (int)step, values);
            }
        }
        catch (Exception e)
        {
            observation._failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Tell(int node, int state, int step, void* values)
    {
        var info = state < 0 ? _nodes[node].Value : _nodes[node].States[state];
        switch (info.IsInt, state < 0)
        {
            case (true, true):
                Observer!.OnValues(node, step, new ReadOnlySpan<long>(values, info.Length));
                break;
            case (false, true):
                Observer!.OnValues(node, step, new ReadOnlySpan<float>(values, info.Length));
                break;
            case (true, false):
                Observer!.OnStates(node, state, step, new ReadOnlySpan<long>(values, info.Length));
                break;
            case (false, false):
                Observer!.OnStates(node, state, step, new ReadOnlySpan<float>(values, info.Length));
                break;
        }
    }
}
