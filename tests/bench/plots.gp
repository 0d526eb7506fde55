# The plots, of the numbers in the folder it is started in: `tests/bench/run` does that. What was not
# measured is left out.
set terminal svg size 760,420 font "sans-serif,13" background "#ffffff"
set grid ytics lc rgb "#dddddd"
set border 3
set tics nomirror out
set key left top reverse Left
there(file) = int(system("test -s ".file." && echo 1 || echo 0"))

own = "#1f5fa8"
bare = "#999999"

if (there("load-server-plain.dat") && there("load-baseline-TLS.dat")) {
  set xlabel "delivered packets a second, in thousands (one core; 11 for each that is sent)"
  set xrange [0:*]

  set output "cost_over_load.svg"
  set title "What a delivered packet costs"
  set ylabel "CPU, µs"
  set yrange [0:*]
  plot "load-server-plain.dat" using ($1/1000):2 with linespoints lw 2 pt 7 lc rgb own title "server", \
       "load-server-TLS.dat" using ($1/1000):2 with linespoints lw 2 dt 2 pt 6 lc rgb own title "server, TLS", \
       "load-baseline-plain.dat" using ($1/1000):2 with linespoints lw 2 pt 7 lc rgb bare title "baseline", \
       "load-baseline-TLS.dat" using ($1/1000):2 with linespoints lw 2 dt 2 pt 6 lc rgb bare title "baseline, TLS"

  set output "delay_over_load.svg"
  set title "How late it is, one way: p50 thin, p99 thick; dashed over TLS"
  set ylabel "ms"
  set logscale y
  set yrange [0.05:*]
  plot "load-server-plain.dat" using ($1/1000):4 with linespoints lw 3 pt 7 lc rgb own title "server", \
       "" using ($1/1000):3 with lines lw 1 lc rgb own notitle, \
       "load-server-TLS.dat" using ($1/1000):4 with linespoints lw 3 dt 2 pt 6 lc rgb own notitle, \
       "" using ($1/1000):3 with lines lw 1 dt 2 lc rgb own notitle, \
       "load-baseline-plain.dat" using ($1/1000):4 with linespoints lw 3 pt 7 lc rgb bare title "baseline", \
       "" using ($1/1000):3 with lines lw 1 lc rgb bare notitle, \
       "load-baseline-TLS.dat" using ($1/1000):4 with linespoints lw 3 dt 2 pt 6 lc rgb bare notitle, \
       "" using ($1/1000):3 with lines lw 1 dt 2 lc rgb bare notitle, \
       20 with lines dt 3 lc rgb "#bb3333" title "the bound, 20 ms"
  unset logscale y
}

if (there("growth.dat")) {
  set output "growth.svg"
  set title "What a delivered packet costs as sessions grow: twelve people, one talker each"
  set xlabel "sessions"
  set ylabel "CPU, µs"
  set logscale x
  set xrange [0.8:320]
  set yrange [0:*]
  set xtics (1, 10, 40, 100, 250)
  set key right top
  plot "growth.dat" using 1:2:3:4 with yerrorlines lw 2 pt 7 lc rgb own title "server", \
       "" using 1:5:6:7 with yerrorlines lw 2 pt 7 lc rgb bare title "baseline"
}
