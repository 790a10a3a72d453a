-- One message of one member of a group that shares a budget: it renews its lease, or leaves.
--
-- KEYS[1]   the group, one hash:
--   clock     the group's own time, in milliseconds; it begins with the hash
--   wall      what TIME said when the clock was last moved
--   until     when all members will have told what they have; before that nothing new is granted
--   m:<name>  a member: sequence, granted, wanted, end of its lease, quarantine, pool
-- ARGV      renew or leave, name, sequence, has, pending, wanted, pool, lease time, quarantine
-- returns   1, granted, learning, pool, members, granted to all, wanted by all, quarantined; or 0 for an old message

local key, leaves, me = KEYS[1], ARGV[1] == 'leave', 'm:' .. ARGV[2]
local sequence, has, pending, wanted = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local pool, lease, quarantine = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])

-- An empty group that is remembered has lost nothing, so its next member has nothing to wait for.
local KEPT = 7 * 24 * 60 * 60 * 1000

-- Redis has no monotonic clock. TIME may be set back or forward, and another node has another one: a step back
-- stands still, and a step forward counts as what the quarantine makes up for.
local time = redis.call('TIME')
local wall = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', key, 'clock', 'wall', 'until')
local clock, learned = tonumber(known[1] or 0), tonumber(known[3] or 0)
clock = clock + math.max(0, math.min(wall - tonumber(known[2] or wall), math.max(quarantine, lease / 2)))
clock = math.floor(clock)
local learning = clock < learned or not known[1]
if learning then
  learned = math.max(learned, lease + quarantine)
  learning = clock < learned
end

local names, wants = {}, {}
local granted, demand, quarantined = 0, 0, 0
local gone, mine = {}, nil
local entries = redis.call('HGETALL', key)
for i = 1, #entries, 2 do
  local name = entries[i]
  local number, held, want, ends, kept, limit =
    string.match(entries[i + 1], '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$')
  if number then
    ends, kept = tonumber(ends), tonumber(kept)
    if clock >= ends + kept then
      gone[#gone + 1] = name
    elseif name == me then
      mine = { sequence = tonumber(number), granted = tonumber(held) }
    elseif clock >= ends then
      quarantined = quarantined + held
    else
      names[#names + 1], wants[#wants + 1] = name, tonumber(want)
      granted, demand, pool = granted + held, demand + want, math.min(pool, tonumber(limit))
    end
  end
end

if mine and sequence <= mine.sequence then
  return { 0 }
end
for i = 1, #gone do
  redis.call('HDEL', key, gone[i])
end
local function remember(number, held, want, ends)
  redis.call('HSET', key, 'clock', clock, 'wall', wall, 'until', learned,
    me, string.format('%d %d %d %d %d %d', number, held, want, ends, quarantine, ARGV[7]))
  redis.call('PEXPIRE', key, KEPT)
end

if leaves then
  remember(sequence, mine and math.min(mine.granted, has) or has, 0, clock)
  return { 1 }
end

-- The largest level at which everybody may have what they want up to it, and the few that may have one more.
local level, spare = wanted, 0
local left = math.max(0, pool - quarantined)
local sorted = { wanted }
for i = 1, #wants do
  sorted[i + 1] = wants[i]
end
table.sort(sorted)
for i = 1, #sorted do
  local even = math.floor(left / (#sorted - i + 1))
  if sorted[i] > even then
    level, spare = even, left - even * (#sorted - i + 1)
    break
  end
  left = left - sorted[i]
end
local target = math.min(wanted, level)
if wanted > level then
  local before = 0
  for i = 1, #names do
    if wants[i] > level and names[i] < me then
      before = before + 1
    end
  end
  if before < spare then
    target = target + 1
  end
end

-- What it has is true. What it was offered counts if it still fits. What it has too much is free when it is closed.
local free = pool - granted - quarantined
local held = has
if not learning then
  held = held + math.max(0, math.min(pending - has, free - has))
end
local reply = math.min(held, target)
if target > held and not learning then
  held = held + math.max(0, math.min(target - held, free - held))
  reply = held
end
remember(sequence, held, wanted, clock + lease)
return { 1, reply, learning and 1 or 0, pool, #names + 1, granted + held, demand + wanted, quarantined }
