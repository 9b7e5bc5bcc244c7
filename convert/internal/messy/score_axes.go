package messy

import (
	"github.com/nianbao/nianbao/layouts"
)

func thinningsOf(sh shape) []thinning {
	if sh.glued || sh.sparse {
		return []thinning{noBlanks}
	}
	return []thinning{noBlanks, zeroBlanks, innerBlanks}
}

// Undamaged reads reports in every shape with every noise.
func (r *Run) Undamaged() {
	for n := range r.times {
		for _, sh := range shapes {
			for ni, no := range noises {
				if no.values && sh.glued {
					continue
				}
				for li, l := range layouts.Builtin() {
					for si, size := range scales {
						thins := thinningsOf(sh)
						thin := thins[(n+ni+li+si)%len(thins)]
						if no.name == "marks" && len(thins) > 1 {
							thin = zeroBlanks
						}
						r.run(l, sh, size, thin, no.name, no.apply, false, n)
					}
				}
			}
		}
	}
}

// Damaged reads reports with one damage in each table, in every shape.
func (r *Run) Damaged() {
	for n := range r.times {
		for si, sh := range shapes {
			if sh.extra {
				continue
			}
			for di, d := range damages {
				for li, l := range layouts.Builtin() {
					for zi, size := range scales {
						thins := thinningsOf(sh)
						thin := thins[(n+si+di+li+zi)%len(thins)%2]
						r.run(l, sh, size, thin, d.name, func(p *paper) {
							if n%2 == 1 {
								p.mixed()
							}
							for _, s := range p.sheets {
								d.apply(p, s)
							}
						}, true, n)
					}
				}
			}
		}
	}
}

// Encoded reads one report in every shape, in each of the encodings.
func (r *Run) Encoded(encodings map[string]func(text string) []byte) {
	for _, sh := range shapes {
		l := layouts.Builtin()[1]
		rnd := r.random(sh.name)
		p := newPaper(newFigures(l, scales[1], noBlanks, rnd), rnd)
		text := sh.print(p)
		for name, encode := range encodings {
			r.score(&messyReport{name: sh.name + "/" + name, paper: p, data: encode(text), shape: sh}, name)
		}
	}
}
