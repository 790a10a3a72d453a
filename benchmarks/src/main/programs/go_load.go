// Load program for Go's net/http. What it is told and what it tells: benchmarks/README.md.
package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const attempts = 3

// how long before a call is due the program stays awake: an idle one sleeps in whole milliseconds
var awake = time.Duration(setting("AWAKE_MICROS", 0)) * time.Microsecond

var order = []byte(`{"note":"` + strings.Repeat("x", 10*1024-len(`{"note":""}`)) + `"}`)

var tunedClient = newTunedClient()

func newTunedClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: 500 * time.Millisecond}).DialContext,
			MaxConnsPerHost:       setting("CONNECTIONS", 20),
			MaxIdleConnsPerHost:   setting("CONNECTIONS", 20),
			IdleConnTimeout:       30 * time.Second,
			ResponseHeaderTimeout: time.Second,
		},
	}
}

func setting(name string, otherwise int) int {
	number, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return otherwise
	}
	return number
}

var senders = map[string]func(*http.Request) (*http.Response, error){
	"go-defaults": http.DefaultClient.Do,
	"go-tuned":    sendWithRetry,
}

func sendWithRetry(request *http.Request) (*http.Response, error) {
	// of the whole call, with its body
	patience, end := context.WithTimeout(request.Context(), time.Second)
	time.AfterFunc(time.Second, end)
	request = request.WithContext(patience)
	for attempt := 1; ; attempt++ {
		response, err := tunedClient.Do(request)
		if attempt == attempts || !mayRepeat(request, response, err) {
			return response, err
		}
		if err == nil {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
		time.Sleep(time.Duration(rand.Int63n(int64(100 * time.Millisecond << (attempt - 1)))))
	}
}

func mayRepeat(request *http.Request, response *http.Response, err error) bool {
	if request.Method != http.MethodGet {
		return false
	}
	var failure net.Error
	return err == nil && response.StatusCode == 503 || err != nil && !(errors.As(err, &failure) && failure.Timeout())
}

// A client makes the calls of one contestant.
type client struct {
	send   func(*http.Request) (*http.Response, error)
	url    string
	lock   sync.Mutex
	leaked []*http.Response
}

// renew lets nothing be left of what was: http.DefaultClient uses whatever the default transport is.
func (c *client) renew() {
	http.DefaultTransport = http.DefaultTransport.(*http.Transport).Clone()
	tunedClient = newTunedClient()
	c.lock.Lock()
	c.leaked = nil
	c.lock.Unlock()
	fmt.Println("ready")
}

func (c *client) call(job string) bool {
	response, err := c.send(c.request(job))
	if err != nil {
		return false
	}
	success := response.StatusCode >= 200 && response.StatusCode < 300
	if job == "leak" {
		c.lock.Lock()
		defer c.lock.Unlock()
		c.leaked = append(c.leaked, response)
		return success
	}
	defer response.Body.Close()
	_, err = io.ReadAll(response.Body)
	return success && err == nil
}

func (c *client) request(job string) *http.Request {
	method, body := http.MethodGet, io.Reader(nil)
	if job == "post" {
		method, body = http.MethodPost, bytes.NewReader(order)
	}
	request, err := http.NewRequest(method, c.url, body)
	check(err)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request
}

func (c *client) closed(job string, callers int, duration time.Duration) {
	end := time.Now().Add(duration)
	var ok, failed atomic.Int64
	var group sync.WaitGroup
	group.Add(callers)
	for i := 0; i < callers; i++ {
		go func() {
			defer group.Done()
			for time.Now().Before(end) {
				if c.call(job) {
					ok.Add(1)
				} else {
					failed.Add(1)
				}
			}
		}()
	}
	wait(&group, end)
	fmt.Println("closed", ok.Load(), failed.Load())
}

func wait(group *sync.WaitGroup, end time.Time) {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Until(end)):
	}
}

type scheduled struct {
	due int64
	job string
}

// A run is the calls of one schedule, and what became of them.
type run struct {
	origin   time.Time
	calls    []scheduled
	group    sync.WaitGroup
	lock     sync.Mutex
	outcomes []string
}

func (c *client) open(start int64, schedule, outcomes string, limit time.Duration) {
	// the difference is taken by the wall clock once; from here on the clock is the monotonic one
	r := &run{origin: time.Now().Add(time.Until(time.UnixMilli(start))), calls: readSchedule(schedule)}
	r.outcomes = make([]string, len(r.calls))
	r.start(c, r.origin.Add(limit))
	wait(&r.group, r.origin.Add(limit))
	r.write(outcomes)
	fmt.Println("open", len(r.calls))
}

func (r *run) start(c *client, end time.Time) {
	for i, call := range r.calls {
		due := r.origin.Add(time.Duration(call.due) * time.Microsecond)
		if due.After(end) {
			due = end
		}
		sleepUntil(due)
		if !time.Now().Before(end) {
			return
		}
		r.group.Add(1)
		go func(i int, job string) {
			defer r.group.Done()
			r.finish(i, c.call(job))
		}(i, call.job)
	}
}

func sleepUntil(due time.Time) {
	time.Sleep(time.Until(due) - awake)
	for awake > 0 && time.Now().Before(due) {
		runtime.Gosched()
	}
}

func (r *run) finish(i int, ok bool) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.outcomes[i] = fmt.Sprint(r.now(), map[bool]string{true: " ok", false: " failed"}[ok])
}

func (r *run) now() int64 {
	return time.Since(r.origin).Microseconds()
}

func (r *run) write(path string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	pending := fmt.Sprint(r.now(), " pending")
	var lines strings.Builder
	for i, call := range r.calls {
		outcome := r.outcomes[i]
		if outcome == "" {
			outcome = pending
		}
		fmt.Fprintln(&lines, call.due, outcome)
	}
	check(os.WriteFile(path, []byte(lines.String()), 0o644))
}

func readSchedule(path string) []scheduled {
	content, err := os.ReadFile(path)
	check(err)
	var calls []scheduled
	for _, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		due, job, _ := strings.Cut(line, " ")
		calls = append(calls, scheduled{number(due), job})
	}
	return calls
}

func (c *client) follow(lines <-chan string) {
	for line := range lines {
		words := strings.Fields(line)
		switch words[0] {
		case "renew":
			c.renew()
		case "closed":
			c.closed(words[1], int(number(words[2])), millis(words[3]))
		case "open":
			c.open(number(words[1]), words[2], words[3], millis(words[4]))
		default:
			log.Fatal("no such command: ", line)
		}
	}
}

func millis(word string) time.Duration {
	return time.Duration(number(word)) * time.Millisecond
}

func number(word string) int64 {
	value, err := strconv.ParseInt(word, 10, 64)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	rand.Seed(time.Now().UnixNano())
	send, known := senders[os.Args[1]]
	if !known {
		log.Fatal("no such contestant: ", os.Args[1])
	}
	c := &client{send: send, url: os.Args[2] + "/orders"}
	lines := make(chan string, 16)
	go c.follow(lines)
	fmt.Println("ready")
	for input := bufio.NewScanner(os.Stdin); input.Scan() && input.Text() != "quit"; {
		lines <- input.Text()
	}
}
