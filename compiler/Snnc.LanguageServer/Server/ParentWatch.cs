using System;
using System.Diagnostics;
using System.Threading;

namespace Snnc.LanguageServer.Server;

/// <summary>Looks whether the process that started the server is still there: a client that was killed says no <c>exit</c>.</summary>
internal sealed class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private readonly int _process;
    private readonly Action _onGone;
    private readonly Timer _timer;

    /// <summary>Watches a process by its id.</summary>
    public ParentWatch(int process, Action onGone)
    {
        _process = process;
        _onGone = onGone;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (IsGone())
        {
            _timer.Dispose();
            _onGone();
        }
    }

    private bool IsGone()
    {
        try
        {
            using var process = Process.GetProcessById(_process);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is there, but not ours to look at.
            return false;
        }
    }
}
