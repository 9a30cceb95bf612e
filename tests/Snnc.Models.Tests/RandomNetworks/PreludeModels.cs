namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>The models of the prelude, with choices and parameters drawn.</summary>
internal static class PreludeModels
{
    public static Model Spiking(Draws draws)
    {
        var reset = draws.Pick("", ", reset = zero", ", reset = value, v_reset = -0.25", ", compare = reached", ", reset = zero, compare = reached");
        var method = draws.Pick("", ", integrate = euler");
        var tau = draws.Pick("3 ms", "5 ms", "8 ms", "2.5 ms", "6 step", "TAU");
        return draws.Int(0, 10) switch
        {
            0 => new($"if_neuron(r = {draws.Pick("0.5", "0.3", "TENSOR")}{reset})", -1, 2),
            1 => new($"lif(tau = {tau}{reset}{method})", -2, 8),
            2 => new($"leaky(beta = {draws.Pick("0.75", "0.9", "TENSOR")}{reset})", -1, 2),
            3 => new($"cuba_lif(tau_syn = 2 ms, tau_mem = {tau}, w_in = 1.5{reset}{method})", -2, 8),
            4 => new($"alif(tau = {tau}, tau_adapt = 30 ms, beta = 0.25{reset}{method})", -2, 10),
            5 => new($"ahp(tau = {tau}, tau_ahp = 20 ms, beta = TENSOR{reset}{method})", -2, 10),
            6 => new($"lif_refractory(tau = {tau}, t_ref = {draws.Pick("2 ms", "3 ms")}{reset}{method})", -2, 12),
            7 => new($"adex({draws.Pick("", "integrate = euler")})", -1, 8),
            8 => new($"izhikevich({draws.Pick("", "integrate = rk4", "d = 6, a = 0.03")})", -10, 80),
            9 => new("loihi_lif(vth = 20, dv = 256, du = 2048)", -16, 48, IsWhole: true, State: null, WholeState: draws.Pick("u", "v")),
            _ => new("loihi_ahp(vth = 40, kick = 200)", -16, 64, IsWhole: true, State: null, WholeState: draws.Pick("a", "v", "fired")),
        };
    }

    public static Model Emitting(Draws draws) => draws.Int(0, 5) switch
    {
        0 => new("li(tau = 5 ms)", 0, 0, Most: 0),
        1 => new("leaky_li(beta = TENSOR)", 0, 0, Most: 0),
        2 => new("integrator(r = 0.25)", 0, 0, Most: 0),
        3 => new($"cuba_li(tau_syn = 2 ms{draws.Pick("", ", integrate = euler")})", 0, 0, Most: 0),
        4 => new("li(tau = TAU, integrate = euler)", 0, 0, Most: 0),
        _ => new("sigma_delta(threshold = 0.5)", 0, 0, State: "residue", Most: 0),
    };
}
