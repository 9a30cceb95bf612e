using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>Has threads share the work of native code: what its function <c>set_parallel</c> is given. For one instance of a network.</summary>
public sealed unsafe class NativeSharing : ISharedWork
{
    private delegate* unmanaged[Cdecl]<void*, long, long, void> _part;
    private void* _job;
    private ExceptionDispatchInfo? _failure;
    private GCHandle _self;
    private int _threads = 1;

    /// <summary>Makes it for one thread.</summary>
    public NativeSharing() => _self = GCHandle.Alloc(this, GCHandleType.Weak);

    /// <summary>Frees the context.</summary>
    ~NativeSharing() => _self.Free();

    /// <summary>Gets or sets how many threads there are, at least 1.</summary>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>Gets the address of the function that native code calls, or 0 where there is one thread.</summary>
    public nint Function => _threads == 1 ? 0
        : (nint)(delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, long, long, void>, void*, long, int, void>)&Share;

    /// <summary>Gets what that function is to be given; it is valid as long as this object is in use.</summary>
    public nint Context => GCHandle.ToIntPtr(_self);

    /// <summary>Throws what went wrong since the last call: exceptions must not cross native code.</summary>
    public void ThrowIfFailed()
    {
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    /// <inheritdoc/>
    void ISharedWork.Run(int member, int from, int to) => _part(_job, from, to);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Share(nint context, delegate* unmanaged[Cdecl]<void*, long, long, void> part, void* job, long count, int isLong)
    {
        var sharing = (NativeSharing)GCHandle.FromIntPtr(context).Target!;
        try
        {
            sharing._part = part;
            sharing._job = job;
            ThreadTeams.RunTiles(sharing, sharing._threads, checked((int)count), isLong != 0);
        }
        catch (Exception e)
        {
            sharing._failure ??= ExceptionDispatchInfo.Capture(e);
        }
    }
}
